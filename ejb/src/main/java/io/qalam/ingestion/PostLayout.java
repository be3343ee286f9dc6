package io.qalam.ingestion;

import io.qalam.tenant.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * How the posts of a file are laid out.
 *
 * @param control of Label Studio tasks, the control whose results are the answer, by its name in
 *     the labelling configuration; null for the only one
 */
public record PostLayout(PostFormat format, @Nullable String control) {

  private static final int LONGEST = 200;

  /**
   * A layout.
   *
   * @throws Invalid when a control is named that is too long, or of a format that has none
   */
  public static PostLayout of(PostFormat format, @Nullable String control) {
    if (control == null || control.isBlank()) {
      return new PostLayout(format, null);
    }
    if (format != PostFormat.LABEL_STUDIO) {
      throw new Invalid("control", IngestionWording.CONTROL_NOT_WANTED);
    }
    String name = control.strip();
    if (name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
      throw new Invalid("control", IngestionWording.NAME_LONG, "control", LONGEST);
    }
    return new PostLayout(format, name);
  }
}
