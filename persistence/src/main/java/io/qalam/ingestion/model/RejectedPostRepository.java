package io.qalam.ingestion.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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

  public long count(UUID projectId) {
    return em.createQuery(
            "select count(r) from RejectedPost r where r.projectId = :project", Long.class)
        .setParameter("project", projectId)
        .getSingleResult();
  }
}
