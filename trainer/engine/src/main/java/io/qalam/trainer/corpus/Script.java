package io.qalam.trainer.corpus;

/** Language and script of a row; Devanagari and romanised Hindi are kept apart throughout. */
enum Script {
  ARABIC("Arabic", 2, 1),
  DEVANAGARI("Hindi (Devanagari)", 8, 3),
  ROMANISED_HINDI("Hindi (romanised)", 6, 2),
  ENGLISH("English", 1, 1);

  private final String title;
  private final int tokenizerWeight;
  private final int repeats;

  Script(String title, int tokenizerWeight, int repeats) {
    this.title = title;
    this.tokenizerWeight = tokenizerWeight;
    this.repeats = repeats;
  }

  static Script of(SourceRow row) {
    return switch (row.language()) {
      case "ar" -> ARABIC;
      case "hi" ->
          row.text()
                  .codePoints()
                  .anyMatch(
                      c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.DEVANAGARI)
              ? DEVANAGARI
              : ROMANISED_HINDI;
      default -> ENGLISH;
    };
  }

  String title() {
    return title;
  }

  int tokenizerWeight() {
    return tokenizerWeight;
  }

  int repeats() {
    return repeats;
  }
}
