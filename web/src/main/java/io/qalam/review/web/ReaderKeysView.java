package io.qalam.review.web;

import io.qalam.review.KeyAction;
import io.qalam.review.ReviewKeysService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Those of the reader's keys of the review page that other pages with posts have too. */
@Named
@RequestScoped
public class ReaderKeysView {

  @Inject private ReviewKeysService keys;

  private @Nullable String signs;

  /** The key that shows what cannot be seen by its name, as a small letter. */
  public String getSigns() {
    if (signs == null) {
      signs = keys.own().key(KeyAction.SIGNS);
    }
    return signs;
  }

  /** The same as it is shown: large, where that is one letter still. */
  public String getSignsShown() {
    String large = getSigns().toUpperCase(Locale.ROOT);
    return large.codePointCount(0, large.length()) == 1 ? large : getSigns();
  }
}
