package io.qalam.trainer.dataset;

import java.util.Locale;
import java.util.Optional;

/** What a row may be used for. */
public enum Split {
  TRAIN,
  TEST,
  DEVELOPMENT;

  /** Reads the words that datasets use; empty for any other. */
  static Optional<Split> of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Optional.of(TRAIN);
      case "test" -> Optional.of(TEST);
      case "dev", "development", "validation", "valid", "val" -> Optional.of(DEVELOPMENT);
      default -> Optional.empty();
    };
  }
}
