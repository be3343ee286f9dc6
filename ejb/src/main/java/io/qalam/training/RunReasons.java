package io.qalam.training;

import io.qalam.tenant.StoredSentence;
import io.qalam.training.model.TrainingRun;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says why runs stand where they do, in the language of whoever asks. */
public final class RunReasons {

  private RunReasons() {}

  /** Qalam's reason in that language, a worker's as it gave it; null where there is none. */
  public static @Nullable String of(TrainingRun run, Locale locale) {
    String message = run.getMessage();
    return message == null ? null : StoredSentence.read(message, TrainingWording.values(), locale);
  }
}
