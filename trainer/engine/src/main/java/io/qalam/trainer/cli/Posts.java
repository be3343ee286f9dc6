package io.qalam.trainer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.trainer.file.JsonFile;
import io.qalam.trainer.file.Lines;
import io.qalam.trainer.file.OneLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts to predict, one JSON object a line, from a file or standard input. {@link #close()} closes
 * it.
 */
final class Posts implements AutoCloseable {

  /**
   * A post.
   *
   * @param id a missing node where the line has none
   */
  record Post(JsonNode id, String text) {}

  private final String source;
  private final Lines lines;

  private Posts(String source, Lines lines) {
    this.source = source;
    this.lines = lines;
  }

  static Posts ofStandardInput() throws IOException {
    return new Posts("standard input", Lines.of(System.in));
  }

  /**
   * The posts of a file.
   *
   * @throws IllegalArgumentException naming the file that cannot be opened
   */
  static Posts of(Path file) {
    try {
      return new Posts(file.toString(), Lines.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + reason(e), e);
    }
  }

  /**
   * The next posts; none behind the last.
   *
   * @throws IllegalArgumentException naming the file and the line that is no post
   */
  List<Post> next(int most) {
    List<Post> posts = new ArrayList<>();
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          posts.add(post(line));
        }
        if (posts.size() == most) {
          return posts;
        }
      }
      return posts;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          OneLine.of(source + ": cannot be read behind line " + lines.number() + ": " + reason(e)),
          e);
    }
  }

  private Post post(String line) {
    JsonNode json;
    try {
      json = JsonFile.parse(line.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw refusal("is no JSON object: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw refusal(String.valueOf(e.getMessage()), e);
    }
    String text = json.path("text").isTextual() ? json.path("text").asText() : "";
    if (text.isBlank()) {
      throw refusal("text is missing or none, expected a JSON object with a post's text", null);
    }
    return new Post(json.path("id"), text);
  }

  private IllegalArgumentException refusal(String found, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        OneLine.of(source + ", line " + lines.number() + ": " + found), cause);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "it is missing";
    }
    return e instanceof CharacterCodingException
        ? "it is not UTF-8"
        : String.valueOf(e.getMessage());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
