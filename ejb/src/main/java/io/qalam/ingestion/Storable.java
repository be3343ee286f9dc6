package io.qalam.ingestion;

/** PostgreSQL's text holds neither U+0000 nor half a surrogate pair. */
final class Storable {

  private Storable() {}

  /**
   * @throws RefusedException when the field's value cannot be stored
   */
  static void check(String field, String value) throws RefusedException {
    if (value.indexOf(0) >= 0) {
      throw new RefusedException(IngestionWording.NUL, field);
    }
    if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new RefusedException(IngestionWording.SURROGATE, field);
    }
  }
}
