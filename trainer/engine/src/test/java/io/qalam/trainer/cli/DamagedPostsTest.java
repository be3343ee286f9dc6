package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.cli.Posts.Post;
import io.qalam.trainer.file.Damage;
import io.qalam.trainer.file.Refusals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posts that a person brings to be predicted. */
class DamagedPostsTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("posts.jsonl");
  }

  private List<Post> read() throws IOException {
    try (Posts posts = Posts.of(file)) {
      List<Post> all = new ArrayList<>();
      for (List<Post> some = posts.next(2); !some.isEmpty(); some = posts.next(2)) {
        all.addAll(some);
      }
      return all;
    }
  }

  @Test
  void aMarkAtTheStartAndBlankLinesAreNoPosts() throws IOException {
    Files.writeString(
        file,
        "\ufeff{\"text\": \"أهلا\"}\n\n{\"id\": 7, \"text\": \"नमस्ते\"}\r\n{\"text\": \"three\"}");
    assertThat(read()).extracting(Post::text).containsExactly("أهلا", "नमस्ते", "three");
    assertThat(read().get(1).id().asInt()).isEqualTo(7);
  }

  @Test
  void damagedPostsAreRefusedOrTaken() throws IOException {
    byte[] good =
        "{\"id\": \"a\", \"text\": \"संदेश\", \"more\": [1, {}]}".getBytes(StandardCharsets.UTF_8);
    Refusals refusals = new Refusals(file, IllegalArgumentException.class);
    assertThat(refusals.of(Damage.json(good, 18, 200), this::read)).isGreaterThan(70);
    refusals.ofAnOversizedFile(this::read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text': 'a'}{'text': 'b'} | , line 2: found more behind the end of the JSON value",
        "{'text': 'a', 'text': 'b'} | , line 2: is no JSON object: Duplicate field 'text'",
        "{'text': 5} | , line 2: text is missing or none, expected a JSON object with a post's text",
        "[1] | , line 2: text is missing or none",
      })
  void whatIsNotOnePostIsRefusedByFileAndLine(String line, String message) throws IOException {
    String json = line.replace('\'', '"').replace("post\"s", "post's");
    Files.writeString(file, "{\"text\": \"first\"}\n" + json + "\n");
    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + message);
  }

  @Test
  void whatIsNoFileIsNamed() throws IOException {
    assertThatThrownBy(this::read).hasMessage(file + ": cannot be read: it is missing");
    Files.createDirectory(file);
    assertThatThrownBy(this::read).hasMessageStartingWith(file + ": cannot be read");
  }

  @Test
  void standardInputIsNamedAsSuch() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("{}\n".getBytes(StandardCharsets.UTF_8)));
    try (Posts posts = Posts.ofStandardInput()) {
      assertThatThrownBy(() -> posts.next(9)).hasMessageStartingWith("standard input, line 1: ");
    } finally {
      System.setIn(before);
    }
  }
}
