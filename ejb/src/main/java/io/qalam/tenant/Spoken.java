package io.qalam.tenant;

import java.util.Locale;

/** Something that can be said to a person in the language they read. */
public interface Spoken {

  /** As text, in Arabic, Hindi or English. */
  String in(Locale locale);

  /** Its name for programs, the same in every language. */
  String key();
}
