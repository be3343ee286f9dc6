package io.qalam.trainer.report.page;

/** Texts from outside, made safe to stand in a page. */
final class Html {

  private Html() {}

  /** The text, for an element or a quoted attribute: no markup is left in it. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A text in its own direction, whatever stands beside it. */
  static String isolated(String text) {
    return "<bdi dir=\"auto\">" + text(text) + "</bdi>";
  }

  /** A name for links inside the page. */
  static String anchor(String language, String dataset) {
    return text((language + "-" + dataset).replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-"));
  }
}
