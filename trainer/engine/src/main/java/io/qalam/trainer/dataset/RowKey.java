package io.qalam.trainer.dataset;

import io.qalam.trainer.protocol.Words;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * What two rows share that are the same text: letters, digits and symbols (emoji tell sentiments
 * apart), but no case, vowel marks, punctuation, links or mentions. The first 128 bits of its
 * SHA-256.
 */
record RowKey(long high, long low) {

  private static final Pattern LINK_OR_MENTION =
      Pattern.compile("https?\\S*|@[\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern NO_CONTENT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{So}\\p{Sk}]+");

  static RowKey of(DatasetRow row) {
    String both = normalised(row.text()) + "\n" + row.second().map(RowKey::normalised).orElse("");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(both.getBytes(StandardCharsets.UTF_8));
      ByteBuffer bits = ByteBuffer.wrap(hash);
      return new RowKey(bits.getLong(), bits.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A text of links and mentions alone stands for itself. */
  private static String normalised(String text) {
    String content = LINK_OR_MENTION.matcher(Words.oneSpelling(text)).replaceAll(" ");
    String key = NO_CONTENT.matcher(content).replaceAll(" ").strip();
    return key.isEmpty() ? text : key;
  }
}
