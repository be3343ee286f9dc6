package io.qalam.training;

import io.qalam.outbox.IncomingRecord;
import io.qalam.outbox.MessageJson;
import io.qalam.outbox.RecordHandler;
import io.qalam.outbox.UnreadableRecordException;
import io.qalam.trainer.protocol.WorkerStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Pattern;

/** Hears the workers' heartbeats. */
@ApplicationScoped
class WorkerStatusHandler implements RecordHandler {

  @Inject private Workers workers;

  @Override
  public String group() {
    return "qalam-server-workers";
  }

  @Override
  public Pattern topics() {
    return Pattern.compile(TrainingTopics.WORKER_STATUS);
  }

  @Override
  public void handle(IncomingRecord record) {
    String value = record.value();
    if (value == null) {
      throw new UnreadableRecordException("A tombstone is no heartbeat");
    }
    workers.store(MessageJson.read(value, WorkerStatus.class));
  }
}
