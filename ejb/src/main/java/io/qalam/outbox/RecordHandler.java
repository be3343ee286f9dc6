package io.qalam.outbox;

import java.util.regex.Pattern;

/**
 * What a stage does with the records of a topic; every such bean is run by a {@link ConsumerLoop}
 * of its own from deployment to undeployment.
 *
 * <p>A record comes at least once, so a handler must be idempotent. It opens its own transaction,
 * for the tenant it finds out, by {@code TenantRunner}.
 */
public interface RecordHandler {

  /** The consumer group. */
  String group();

  /** The topics it reads, those that are made later too. */
  Pattern topics();

  /**
   * Handles one record.
   *
   * @throws UnreadableRecordException when no later attempt can make sense of it; it is logged and
   *     left behind. After any other exception it is tried again.
   */
  void handle(IncomingRecord record);

  /** Told of a record that is left behind for good; logs alone unless the stage keeps rejects. */
  default void refused(IncomingRecord record, String reason) {}
}
