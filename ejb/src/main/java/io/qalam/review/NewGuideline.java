package io.qalam.review;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.StorableText;
import org.jspecify.annotations.Nullable;

/**
 * A new wording of a project's guidelines.
 *
 * @param markdown the whole text; empty takes the guidelines back
 * @param version the version it was written from, so that nobody's wording is lost; 0 for a first
 *     one. Left out: whatever is in force is replaced
 */
public record NewGuideline(@Nullable String markdown, @Nullable Integer version) {

  private static final int MOST_CHARACTERS = 100_000;

  /**
   * The text, if it can be stored.
   *
   * @throws Invalid when it cannot
   */
  String checked() {
    if (markdown == null) {
      throw new Invalid("markdown", ReviewWording.MARKDOWN_MISSING);
    }
    int characters = markdown.codePointCount(0, markdown.length());
    if (characters > MOST_CHARACTERS) {
      throw new Invalid("markdown", ReviewWording.MARKDOWN_LONG, characters, MOST_CHARACTERS);
    }
    if (!StorableText.holds(markdown)) {
      throw new Invalid("markdown", ReviewWording.MARKDOWN_UNSTORABLE);
    }
    return markdown.isBlank() ? "" : markdown.replace("\r\n", "\n").stripTrailing();
  }
}
