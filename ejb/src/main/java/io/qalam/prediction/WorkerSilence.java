package io.qalam.prediction;

import io.qalam.tenant.SystemDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a batch was lost on its way or only waits its turn.
 *
 * <p>Workers take batches in the order they were requested, whatever project they are of. While
 * they answer, an old batch is lost only if one requested well after it was answered.
 */
@ApplicationScoped
class WorkerSilence {

  private static final String ANSWERED =
      """
      select max(requested_at) as requested
      from prediction_batch where state in ('ANSWERED', 'FAILED') and answered_at > ?
      """;

  @Inject private SystemDataSource system;

  /** Answers of before are still on their way in when a server begins to listen. */
  private final Instant listeningSince = Instant.now();

  /**
   * What the workers answered in the last while.
   *
   * @param newestRequest when the newest batch of it was requested
   * @param longEnough whether the server has listened for as long as a worker may take
   */
  record Heard(Optional<Instant> newestRequest, boolean longEnough) {

    /** Whether a batch of that time, unanswered so far, will not be answered any more. */
    boolean isLost(Instant requestedAt) {
      return longEnough
          && newestRequest
              .map(newest -> newest.isAfter(requestedAt.plus(RetryPlan.ANSWER)))
              .orElse(true);
    }
  }

  Heard heard(Instant now) {
    Instant memory = now.minus(RetryPlan.ANSWER);
    Optional<Instant> newestRequest =
        system
            .first(ANSWERED, row -> row.instant("requested"), memory)
            .flatMap(requested -> requested);
    return new Heard(newestRequest, listeningSince.isBefore(memory));
  }
}
