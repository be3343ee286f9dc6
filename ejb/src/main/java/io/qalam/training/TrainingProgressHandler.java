package io.qalam.training;

import io.qalam.outbox.IncomingRecord;
import io.qalam.outbox.MessageJson;
import io.qalam.outbox.RecordHandler;
import io.qalam.outbox.UnreadableRecordException;
import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TenantRunner;
import io.qalam.trainer.protocol.TrainingProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Hears what workers tell of runs.
 *
 * <p>The tenant is the run's, looked up by the system role; whatever a message says of a tenant is
 * never believed. A run that no row knows is nobody's and is left behind.
 */
@ApplicationScoped
class TrainingProgressHandler implements RecordHandler {

  @Inject private SystemDataSource system;
  @Inject private TenantRunner runner;
  @Inject private RunFollower follower;

  @Override
  public String group() {
    return "qalam-server-training";
  }

  @Override
  public Pattern topics() {
    return Pattern.compile(TrainingTopics.PROGRESS);
  }

  @Override
  public void handle(IncomingRecord record) {
    String value = record.value();
    if (value == null) {
      throw new UnreadableRecordException("A tombstone tells nothing of a run");
    }
    TrainingProgress progress = MessageJson.read(value, TrainingProgress.class);
    runner.inTenant(tenantOf(progress.runId()), "machine", () -> follower.hear(progress));
  }

  private UUID tenantOf(UUID runId) {
    return system
        .first(
            "select tenant_id from training_run where id = ?", row -> row.uuid("tenant_id"), runId)
        .orElseThrow(() -> new UnreadableRecordException("There is no training run " + runId));
  }
}
