package io.qalam.ingestion.model;

import io.qalam.job.model.JobRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** The imports of the transaction's tenant. */
@ApplicationScoped
public class ImportJobRepository extends JobRepository<ImportJob> {

  public ImportJobRepository() {
    super(ImportJob.class);
  }
}
