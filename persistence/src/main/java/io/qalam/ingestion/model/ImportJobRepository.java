package io.qalam.ingestion.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The imports of the transaction's tenant. */
@ApplicationScoped
public class ImportJobRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(ImportJob job) {
    em.persist(job);
  }

  public Optional<ImportJob> find(UUID id) {
    return Optional.ofNullable(em.find(ImportJob.class, id));
  }

  /** The import, locked until the transaction ends. */
  public Optional<ImportJob> lock(UUID id) {
    return em.createQuery("select j from ImportJob j where j.id = :id", ImportJob.class)
        .setParameter("id", id)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /** The project's imports, the newest first. */
  public List<ImportJob> newest(UUID projectId, int most) {
    return em.createQuery(
            "select j from ImportJob j where j.projectId = :project order by j.id desc",
            ImportJob.class)
        .setParameter("project", projectId)
        .setMaxResults(most)
        .getResultList();
  }
}
