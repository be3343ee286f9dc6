package io.qalam.ingestion;

import io.qalam.ingestion.model.RejectedPost;
import io.qalam.tenant.StoredSentence;
import java.util.Locale;

/** Says why records were refused, in the language of whoever reads the list of rejects. */
public final class RejectReasons {

  private RejectReasons() {}

  public static String of(RejectedPost reject, Locale locale) {
    return read(reject.getReason(), locale);
  }

  /** The same of what a row of an import keeps. */
  public static String read(String stored, Locale locale) {
    return StoredSentence.read(stored, IngestionWording.values(), locale);
  }
}
