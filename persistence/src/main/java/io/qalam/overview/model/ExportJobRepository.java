package io.qalam.overview.model;

import io.qalam.job.model.JobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** The exports of the transaction's tenant. */
@ApplicationScoped
public class ExportJobRepository extends JobRepository<ExportJob> {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public ExportJobRepository() {
    super(ExportJob.class);
  }

  /** How many exports of the project take room on the disk, or will. */
  public long kept(UUID projectId) {
    return em.createQuery(
            "select count(j) from ExportJob j where j.projectId = :project and j.sweptAt is null",
            Long.class)
        .setParameter("project", projectId)
        .getSingleResult();
  }
}
