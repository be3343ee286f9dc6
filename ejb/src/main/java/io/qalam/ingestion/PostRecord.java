package io.qalam.ingestion;

import io.qalam.tenant.Sentence;
import org.jspecify.annotations.Nullable;

/** What a reader found where a post should be. */
sealed interface PostRecord {

  /** The line the record begins on, or the offset of a Kafka record. */
  long line();

  /** The record as it came, to show what was refused. */
  String source();

  /** A record with a post's fields, not checked yet. */
  record Readable(long line, String source, PostFields fields) implements PostRecord {}

  /** A record that could not be read. */
  record Broken(long line, String source, Sentence reason) implements PostRecord {}

  /** A post's fields as they came; a field that was left out is null. */
  record PostFields(
      @Nullable String text,
      @Nullable String secondText,
      @Nullable String id,
      @Nullable String lang,
      Said said,
      CameAlong cameAlong) {

    PostFields(
        @Nullable String text,
        @Nullable String secondText,
        @Nullable String id,
        @Nullable String lang,
        Said said) {
      this(text, secondText, id, lang, said, CameAlong.NOTHING);
    }
  }
}
