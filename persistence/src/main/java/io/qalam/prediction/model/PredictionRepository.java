package io.qalam.prediction.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The predictions of the transaction's tenant. */
@ApplicationScoped
public class PredictionRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(Prediction prediction) {
    em.persist(prediction);
  }

  public Optional<Prediction> find(UUID id) {
    return Optional.ofNullable(em.find(Prediction.class, id));
  }

  /**
   * The newest prediction of a post.
   *
   * <p>A query of its own, since Hibernate keeps no plan of one with a list of ids, and every task
   * that is given out asks this.
   */
  public Optional<Prediction> current(UUID postId) {
    return em.createQuery(
            "select p from Prediction p where p.postId = :post and p.current = true",
            Prediction.class)
        .setParameter("post", postId)
        .getResultStream()
        .findFirst();
  }

  /** The newest prediction of each of the posts that has one. */
  public List<Prediction> current(Collection<UUID> postIds) {
    return postIds.isEmpty()
        ? List.of()
        : em.createQuery(
                "select p from Prediction p where p.postId in :posts and p.current = true",
                Prediction.class)
            .setParameter("posts", postIds)
            .getResultList();
  }

  /** Every prediction the post ever had, the oldest first. */
  public List<Prediction> history(UUID postId) {
    return history(List.of(postId));
  }

  /** Every prediction that each of the posts ever had, the oldest first. */
  public List<Prediction> history(Collection<UUID> postIds) {
    return postIds.isEmpty()
        ? List.of()
        : em.createQuery(
                "select p from Prediction p where p.postId in :posts order by p.createdAt, p.id",
                Prediction.class)
            .setParameter("posts", postIds)
            .getResultList();
  }

  /** Makes the posts' predictions history, before newer ones are added. */
  public void retire(Collection<UUID> postIds) {
    em.createQuery(
            "update Prediction p set p.current = false where p.postId in :posts and p.current ="
                + " true")
        .setParameter("posts", postIds)
        .executeUpdate();
  }

  /** What predicts for the project now. */
  public LiveNow live(UUID projectId) {
    return em.createQuery(
            "select new io.qalam.prediction.model.LiveNow(coalesce(a.yardstickId, a.adapterId),"
                + " a.sequence) from AdapterInUse a where a.id = :project",
            LiveNow.class)
        .setParameter("project", projectId)
        .getResultStream()
        .findFirst()
        .orElse(LiveNow.BASE);
  }

  /**
   * What grows with every change of the project's adapter, whatever answers; 0 where none was ever
   * live.
   */
  public long adapterSequence(UUID projectId) {
    return em.createQuery(
            "select a.adapterSequence from AdapterInUse a where a.id = :project", Long.class)
        .setParameter("project", projectId)
        .getResultStream()
        .findFirst()
        .orElse(0L);
  }
}
