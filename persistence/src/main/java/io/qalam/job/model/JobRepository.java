package io.qalam.job.model;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The jobs of one kind of the transaction's tenant.
 *
 * @param <J> the kind
 */
public abstract class JobRepository<J extends Job> {

  private final Class<J> kind;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  protected JobRepository(Class<J> kind) {
    this.kind = kind;
  }

  public void add(J job) {
    em.persist(job);
  }

  public void remove(J job) {
    em.remove(job);
  }

  public Optional<J> find(UUID id) {
    return Optional.ofNullable(em.find(kind, id));
  }

  /** The job, locked until the transaction ends. */
  public Optional<J> lock(UUID id) {
    return em.createQuery(select() + "j.id = :id", kind)
        .setParameter("id", id)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /** The project's jobs, the newest first. */
  public List<J> newest(UUID projectId, int most) {
    return em.createQuery(select() + "j.projectId = :project order by j.id desc", kind)
        .setParameter("project", projectId)
        .setMaxResults(most)
        .getResultList();
  }

  private String select() {
    return "select j from " + kind.getSimpleName() + " j where ";
  }
}
