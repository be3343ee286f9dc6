package io.qalam.account.web;

import io.qalam.tenant.Patterns;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.util.Arrays;

/** Sentences of the members page that hold a name. */
final class AccountWords {

  private static final String ISOLATED = "\u2068%s\u2069";

  private AccountWords() {}

  /** Says on the page what was done. */
  static void tell(String key, String... names) {
    FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(about(key, names), ""));
  }

  /** A sentence about names, each of which keeps its own direction. */
  static String about(String key, String... names) {
    FacesContext faces = FacesContext.getCurrentInstance();
    String sentence = faces.getApplication().getResourceBundle(faces, "accountText").getString(key);
    Object[] isolated = Arrays.stream(names).map(ISOLATED::formatted).toArray();
    return Patterns.filled(sentence, faces.getViewRoot().getLocale(), isolated);
  }
}
