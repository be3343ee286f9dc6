package io.qalam.ingestion;

import io.qalam.job.WaitingJobs;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Takes up imports that nobody works on. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportTimer {

  @Inject private WaitingJobs waiting;
  @Inject private ImportRuns runs;

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void onTimer() {
    waiting.each("import_job", runs::begin);
  }
}
