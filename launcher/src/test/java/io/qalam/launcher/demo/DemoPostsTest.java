package io.qalam.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoPostsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(DemoProject.class)
  void everyDemoPostHasAnIdATextItsLanguageAndALabelOfItsProject(DemoProject project)
      throws IOException {
    List<JsonNode> posts = posts(project);

    assertThat(posts).hasSizeGreaterThanOrEqualTo(600);
    assertThat(posts).extracting(post -> post.get("id").asText()).doesNotHaveDuplicates();
    assertThat(posts).extracting(post -> post.get("text").asText()).doesNotHaveDuplicates();
    assertThat(posts).extracting(post -> post.get("text").asText().isBlank()).containsOnly(false);
    assertThat(posts)
        .extracting(post -> post.get("lang").asText())
        .containsOnly(project.language());
    assertThat(posts)
        .extracting(post -> post.get("label").asText())
        .containsAll(project.labels())
        .isSubsetOf(project.labels());
  }

  private static List<JsonNode> posts(DemoProject project) throws IOException {
    List<JsonNode> posts = new ArrayList<>();
    try (InputStream in = DemoPostsTest.class.getResourceAsStream("/demo/" + project.file())) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        posts.add(JSON.readTree(line));
      }
    }
    return posts;
  }
}
