package io.qalam.prediction.model;

import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Posts of the transaction's tenant whose newest prediction is not by what answers now. */
@ApplicationScoped
public class OutdatedPredictionRepository {

  private static final String FROM =
      " from Prediction c where c.projectId = :project and c.current = true";

  private static final String POSTS =
      "select p from Prediction c join Post p on p.id = c.postId"
          + " where c.projectId = :project and c.current = true and p.state = :predicted"
          + " and c.schemaVersion = :version and c.adapterId ";

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * Posts that wait for a reviewer and that no batch asks for, the smallest margin of an origin
   * first, as the queue has them.
   *
   * @param current what answers now
   */
  public List<Post> posts(UUID projectId, PredictionOrigin current, int most) {
    List<Post> found = new ArrayList<>();
    for (PredictionOrigin origin : origins(projectId)) {
      if (found.size() < most && !origin.equals(current)) {
        found.addAll(of(projectId, origin, most - found.size()));
      }
    }
    return found;
  }

  private List<Post> of(UUID projectId, PredictionOrigin origin, int most) {
    TypedQuery<Post> query =
        em.createQuery(
            POSTS
                + (origin.adapterId() == null ? "is null" : "= :adapter")
                + PredictionBatchRepository.NOT_ASKED_FOR
                + " order by c.margin, p.id",
            Post.class);
    if (origin.adapterId() != null) {
      query.setParameter("adapter", origin.adapterId());
    }
    return query
        .setParameter("project", projectId)
        .setParameter("predicted", PostState.PREDICTED)
        .setParameter("unfinished", PredictionBatchRepository.UNFINISHED)
        .setParameter("version", origin.schemaVersion())
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * What the project's newest predictions were made by.
   *
   * <p>Each is found by the index after the one before: all of a million predictions are not looked
   * at.
   */
  List<PredictionOrigin> origins(UUID projectId) {
    List<PredictionOrigin> found = new ArrayList<>();
    for (Optional<Integer> version = versionAfter(projectId, 0);
        version.isPresent();
        version = versionAfter(projectId, version.get())) {
      for (Optional<UUID> adapter = adapterAfter(projectId, version.get(), null);
          adapter.isPresent();
          adapter = adapterAfter(projectId, version.get(), adapter.get())) {
        found.add(new PredictionOrigin(version.get(), adapter.get()));
      }
      if (hasBase(projectId, version.get())) {
        found.add(new PredictionOrigin(version.get(), null));
      }
    }
    return found;
  }

  private Optional<Integer> versionAfter(UUID projectId, int version) {
    return first(
        em.createQuery(
                "select c.schemaVersion"
                    + FROM
                    + " and c.schemaVersion > :version order by c.schemaVersion",
                Integer.class)
            .setParameter("project", projectId)
            .setParameter("version", version));
  }

  private Optional<UUID> adapterAfter(UUID projectId, int version, @Nullable UUID adapter) {
    TypedQuery<UUID> query =
        em.createQuery(
            "select c.adapterId"
                + FROM
                + " and c.schemaVersion = :version and c.adapterId "
                + (adapter == null ? "is not null" : "> :adapter")
                + " order by c.adapterId",
            UUID.class);
    if (adapter != null) {
      query.setParameter("adapter", adapter);
    }
    return first(query.setParameter("project", projectId).setParameter("version", version));
  }

  private boolean hasBase(UUID projectId, int version) {
    return first(
            em.createQuery(
                    "select c.schemaVersion"
                        + FROM
                        + " and c.schemaVersion = :version and c.adapterId is null",
                    Integer.class)
                .setParameter("project", projectId)
                .setParameter("version", version))
        .isPresent();
  }

  private static <T> Optional<T> first(TypedQuery<T> query) {
    return query.setMaxResults(1).getResultStream().findFirst();
  }
}
