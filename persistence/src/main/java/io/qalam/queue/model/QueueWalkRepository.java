package io.qalam.queue.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** The walks of the transaction's tenant. */
@ApplicationScoped
public class QueueWalkRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(QueueWalk walk) {
    em.persist(walk);
  }

  public Optional<QueueWalk> find(UUID projectId) {
    return Optional.ofNullable(em.find(QueueWalk.class, projectId));
  }

  /** Whether labels of the project are still being carried over to its newest label schema. */
  public boolean isCarrying(UUID projectId) {
    return find(projectId).filter(walk -> walk.isUnderWay() && walk.isCarrying()).isPresent();
  }

  /** How many posts the project has. */
  public long posts(UUID projectId) {
    return em.createQuery("select count(p) from Post p where p.projectId = :project", Long.class)
        .setParameter("project", projectId)
        .getSingleResult();
  }
}
