package io.qalam.trainer.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/**
 * JSON from outside as a tree.
 *
 * <p>A tree takes some forty times the memory of its text, so that bytes and values are counted
 * first. A member that is there twice is refused: readers differ in which one they take.
 */
public final class JsonFile {
  /** Llama 3's tokenizer.json has 1.4 million values. */
  private static final int MOST_VALUES = 3_000_000;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @param refusal makes the reader's own exception of a message, which names the file, and a cause
   */
  public static JsonNode read(
      Path file,
      long mostBytes,
      BiFunction<String, Throwable, ? extends RuntimeException> refusal) {
    try {
      long bytes = Files.size(file);
      if (bytes > mostBytes) {
        throw new IOException("found " + bytes + " bytes, expected at most " + mostBytes);
      }
      return parse(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw refusal.apply(OneLine.of(file + ": cannot be read as JSON: " + told(e)), e);
    } catch (NoSuchFileException e) {
      throw refusal.apply(file + ": cannot be read: it is missing", e);
    } catch (IOException e) {
      throw refusal.apply(OneLine.of(file + ": cannot be read: " + e.getMessage()), e);
    }
  }

  /**
   * Reads bytes that are one JSON value and nothing else.
   *
   * @throws IOException if they are not, or hold too many values
   */
  public static JsonNode parse(byte[] text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      int values = 0;
      boolean whole = false;
      while (parser.nextToken() != null) {
        if (whole) {
          throw new IOException("found more behind the JSON value, expected one alone");
        }
        whole = parser.getParsingContext().inRoot();
        if (++values > MOST_VALUES) {
          throw new IOException("found more than " + MOST_VALUES + " JSON values");
        }
      }
      if (values == 0) {
        throw new IOException("found no JSON value");
      }
    }
    return JSON.readTree(text);
  }

  private static String told(JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : ", line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr();
    return e.getOriginalMessage() + place;
  }
}
