package io.qalam.ingestion.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the transaction's tenant had refused. */
@ApplicationScoped
public class RejectedPostRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(RejectedPost rejected) {
    em.persist(rejected);
  }

  public Optional<RejectedPost> find(UUID id) {
    return Optional.ofNullable(em.find(RejectedPost.class, id));
  }

  /** The project's newest rejects first. */
  public List<RejectedPost> page(UUID projectId, int first, int count) {
    return em.createQuery(
            "select r from RejectedPost r where r.projectId = :project order by r.id desc",
            RejectedPost.class)
        .setParameter("project", projectId)
        .setFirstResult(first)
        .setMaxResults(count)
        .getResultList();
  }

  /** The project's next rejects, newest first; with null the first ones. */
  public List<RejectedPost> before(UUID projectId, @Nullable UUID last, int count) {
    return before("r.projectId = :of", projectId, last, count);
  }

  /** The same of one import. */
  public List<RejectedPost> beforeOfJob(UUID jobId, @Nullable UUID last, int count) {
    return before("r.jobId = :of", jobId, last, count);
  }

  private List<RejectedPost> before(String whose, UUID of, @Nullable UUID last, int count) {
    String bound = last == null ? "" : " and r.id < :last";
    TypedQuery<RejectedPost> query =
        em.createQuery(
            "select r from RejectedPost r where " + whose + bound + " order by r.id desc",
            RejectedPost.class);
    if (last != null) {
      query.setParameter("last", last);
    }
    return query.setParameter("of", of).setMaxResults(count).getResultList();
  }

  public long count(UUID projectId) {
    return em.createQuery(
            "select count(r) from RejectedPost r where r.projectId = :project", Long.class)
        .setParameter("project", projectId)
        .getSingleResult();
  }
}
