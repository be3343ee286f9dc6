package io.qalam.trainingset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.trainer.protocol.TrainingSetRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetMembersTest {

  @TempDir private Path folder;

  @Test
  void aPostIsInTheSetsThatHaveItsRow() throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("one", set("one", 1, 3, 0xF000000000000000L));
    files.put("two", set("two", 3, 4));
    files.put("gone", folder.resolve("gone"));

    try (TrainingSetMembers members = new TrainingSetMembers(files)) {
      assertThat(members.of(id(0))).isEmpty();
      assertThat(members.of(id(1))).containsExactly("one");
      assertThat(members.of(id(2))).isEmpty();
      assertThat(members.of(id(3))).containsExactly("one", "two");
      assertThat(members.of(id(5))).isEmpty();
      assertThat(members.of(id(0xF000000000000000L))).as("ids are unsigned").containsExactly("one");
      assertThat(members.absent()).containsExactly("gone");
    }
  }

  private Path set(String name, long... posts) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (long post : posts) {
      TrainingSetRow row =
          new TrainingSetRow(
              id(post),
              "\"postId\": no\n",
              "ar",
              "sentiment",
              "a",
              null,
              "TRAIN",
              "ACCEPTED",
              "STRATEGY");
      rows.append(new JsonMapper().writeValueAsString(row)).append('\n');
    }
    return Files.writeString(folder.resolve(name), rows);
  }

  private static UUID id(long high) {
    return new UUID(high, 7);
  }
}
