package io.qalam.trainingset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which training sets hold a post, asked for post by post in the order of their ids.
 *
 * <p>A set's rows are in that order too, so each file is read once from its beginning to its end,
 * and one row of it is held. Whoever opened it closes it.
 */
public final class TrainingSetMembers implements AutoCloseable {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String ID = "postId";

  private final List<OpenSet> sets = new ArrayList<>();
  private final List<String> absent = new ArrayList<>();

  /**
   * Opens the sets.
   *
   * @param files the file of each set by its SHA-256, in the order in which they are named
   */
  TrainingSetMembers(Map<String, Path> files) {
    files.forEach(
        (sha256, file) -> {
          if (Files.isRegularFile(file)) {
            sets.add(new OpenSet(sha256, open(file)));
          } else {
            absent.add(sha256);
          }
        });
  }

  /** The sets that hold the post; no post that comes before an earlier one may be asked for. */
  public List<String> of(UUID postId) {
    String id = postId.toString();
    return sets.stream().filter(set -> set.holds(id)).map(set -> set.sha256).toList();
  }

  /** Sets whose file is no longer in the artifact store: what they hold is not known. */
  public List<String> absent() {
    return List.copyOf(absent);
  }

  @Override
  public void close() {
    sets.forEach(OpenSet::close);
  }

  private static BufferedReader open(Path file) {
    try {
      return Files.newBufferedReader(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The training set " + file.getFileName() + " is not readable", e);
    }
  }

  /** One set at the row it is read up to. */
  private static final class OpenSet {

    private final String sha256;
    private final BufferedReader rows;
    private @Nullable String at = "";

    OpenSet(String sha256, BufferedReader rows) {
      this.sha256 = sha256;
      this.rows = rows;
    }

    boolean holds(String id) {
      while (at != null && at.compareTo(id) < 0) {
        at = next();
      }
      return id.equals(at);
    }

    private @Nullable String next() {
      try {
        String row = rows.readLine();
        return row == null ? null : postId(row);
      } catch (IOException e) {
        throw new UncheckedIOException("The training set " + sha256 + " cannot be read", e);
      }
    }

    private static String postId(String row) throws IOException {
      try (JsonParser parser = JSON.createParser(row)) {
        while (parser.nextToken() != null) {
          if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals(ID)) {
            return parser.nextTextValue();
          }
        }
      }
      throw new IOException("a row without " + ID);
    }

    void close() {
      try {
        rows.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
