package io.qalam.ingestion;

import io.qalam.ingestion.model.RejectedPost;
import io.qalam.tenant.StoredSentence;
import java.util.Locale;

/** Says why records were refused, in the language of whoever reads the list of rejects. */
public final class RejectReasons {

  private RejectReasons() {}

  public static String of(RejectedPost reject, Locale locale) {
    return StoredSentence.read(reject.getReason(), IngestionWording.values(), locale);
  }
}
