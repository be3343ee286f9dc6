package io.qalam.prediction;

import io.qalam.outbox.IncomingRecord;
import io.qalam.outbox.MessageJson;
import io.qalam.outbox.RecordHandler;
import io.qalam.outbox.UnreadableRecordException;
import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TenantRunner;
import io.qalam.trainer.protocol.PredictionAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Takes the workers' answers from the topic {@code predictions}.
 *
 * <p>The tenant is that of the batch's row, never one that a message names.
 */
@ApplicationScoped
public class AnswersConsumer implements RecordHandler {

  private static final Logger LOG = Logger.getLogger(AnswersConsumer.class.getName());

  @Inject private SystemDataSource system;
  @Inject private TenantRunner runner;
  @Inject private PredictionAnswers answers;

  @Override
  public String group() {
    return "qalam-server";
  }

  @Override
  public Pattern topics() {
    return Pattern.compile("predictions");
  }

  @Override
  public void handle(IncomingRecord record) {
    PredictionAnswer answer =
        MessageJson.read(String.valueOf(record.value()), PredictionAnswer.class);
    if (answer.batchId() == null) {
      throw new UnreadableRecordException("The answer names no batch");
    }
    Optional<UUID> tenant = tenantOf(answer.batchId());
    if (tenant.isPresent()) {
      runner.inTenant(tenant.get(), "machine", () -> answers.take(answer));
    } else {
      LOG.log(
          Level.INFO,
          "The answer of {0} is ignored: there is no batch {1}",
          new Object[] {answer.workerId(), answer.batchId()});
    }
  }

  private Optional<UUID> tenantOf(UUID batchId) {
    return system.first(
        "select tenant_id from prediction_batch where id = ?",
        row -> row.uuid("tenant_id"),
        batchId);
  }
}
