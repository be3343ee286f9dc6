package io.qalam.tenant;

import java.time.Duration;

/** Too many attempts in too little time; it says when to come back (429). */
public class TooManyAttempts extends Problem {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public TooManyAttempts(Duration retryAfter) {
    super(
        ProblemKind.TOO_MANY_ATTEMPTS,
        Sentence.of(TenantWording.TRY_AGAIN_IN, Math.max(1, retryAfter.toSeconds())));
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
