package io.qalam.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.qalam.trainer.dataset.DatasetManifest;
import io.qalam.trainer.dataset.Preparation;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.recipe.WriterEndpoint.Form;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against endpoints on this machine that speak both forms. */
class InstructionWritersTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request as an endpoint saw it. */
  private record Asked(String path, String key, JsonNode body) {}

  @TempDir private Path folder;
  private final List<Asked> asked = new ArrayList<>();
  private HttpServer server;
  private Function<Integer, String> says = count -> texts(count, "positive or negative");
  private int status = 200;
  private String page = "";

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", exchange -> answer(exchange, Form.OPENAI));
    server.createContext("/v1/messages", exchange -> answer(exchange, Form.ANTHROPIC));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, Form form) throws IOException {
    if (!page.isEmpty()) {
      byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
      return;
    }
    String key =
        form == Form.OPENAI
            ? exchange.getRequestHeaders().getFirst("Authorization")
            : exchange.getRequestHeaders().getFirst("x-api-key");
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    asked.add(new Asked(exchange.getRequestURI().getPath(), String.valueOf(key), body));
    String message = body.at("/messages/0/content").asText();
    int count = Integer.parseInt(message.replaceAll("(?s)Write (\\d+) .*", "$1"));
    var json = JSON.createObjectNode();
    if (form == Form.OPENAI) {
      json.putArray("choices").addObject().putObject("message").put("content", says.apply(count));
    } else {
      json.putArray("content").addObject().put("text", says.apply(count));
    }
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String texts(int count, String labels) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"Say " + labels + ", wording " + asked.size() + "-" + i + ".\"")
        .toList()
        .toString();
  }

  private InstructionWriters both() throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    Path file = folder.resolve("writers.json");
    Files.writeString(
        file,
        """
        {"writers": [{"form": "openai", "url": "%s", "model": "one", "keyVariable": "ONE_KEY"},
                     {"form": "anthropic", "url": "%s", "model": "two", "keyVariable": "TWO_KEY"}]}
        """
            .formatted(url, url));
    return InstructionWriters.read(file, Map.of("ONE_KEY", "k1", "TWO_KEY", "k2"));
  }

  private PreparedDataset dataset() throws IOException {
    List<String> lines = new ArrayList<>(List.of("text,label"));
    IntStream.range(0, 20).forEach(i -> lines.add("منشور رقم " + i + ",positive"));
    Files.write(folder.resolve("posts.csv"), lines);
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"datasets": [{"name": "posts", "language": "ar", "task": "sentiment classification",
          "labels": ["positive", "negative"], "files": [{"path": "posts.csv"}],
          "fields": {"text": "text", "label": "label"}}]}
        """);
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    return Preparation.standard(1).prepare(manifest.folder(), manifest.datasets()).get(0);
  }

  @Test
  void twoWritersGiveTenEachWithTheirKeysAndForms() throws IOException {
    DatasetInstructions written = both().write(dataset(), "en");

    assertThat(written.texts()).hasSize(20).doesNotHaveDuplicates();
    assertThat(written.writer()).isEqualTo("one and two");
    assertThat(asked)
        .extracting(one -> one.path() + " " + one.key())
        .containsExactly("/v1/chat/completions Bearer k1", "/v1/messages k2");
    assertThat(asked.get(0).body().get("model").asText()).isEqualTo("one");
    assertThat(asked.get(0).body().at("/messages/0/content").asText())
        .contains("Write 10 ", "posts", "ar", "sentiment classification", "positive, negative");
  }

  @Test
  void aListInACodeFenceIsRead() throws IOException {
    says = count -> "Here you are:\n```json\n" + texts(count, "positive/negative") + "\n```";
    assertThat(both().write(dataset(), "en").texts()).hasSize(20);
  }

  @Test
  void aWriterThatLeavesALabelOutIsToldAndAskedAgain() throws IOException {
    says = count -> texts(count, asked.size() == 1 ? "positive" : "positive or negative");
    assertThat(both().write(dataset(), "en").texts()).hasSize(20);
    assertThat(asked).hasSize(3);
    assertThat(asked.get(1).body().at("/messages/0/content").asText())
        .contains("did not name [negative]");
  }

  @Test
  void aWriterThatNeverWritesWhatCanBeUsedIsNamedAfterThreeAttempts() {
    says = count -> "I would rather not.";
    assertThatThrownBy(() -> both().write(dataset(), "en"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Writer one at http")
        .hasMessageContaining("after 3 attempts 0 of 10")
        .hasMessageContaining("no JSON list");
    assertThat(asked).hasSize(3);
  }

  @Test
  void whatAnEndpointRefusesIsShownWithoutTheKey() {
    status = 401;
    assertThatThrownBy(() -> both().write(dataset(), "en"))
        .hasMessageContaining("Writer one at http")
        .hasMessageContaining("answered 401")
        .hasMessageNotContaining("k1");
  }

  @Test
  void aPageInPlaceOfAnAnswerIsShownWithTheWritersName() {
    page = "<html>\n<body>Sign in</body>";

    assertThatThrownBy(() -> both().write(dataset(), "en"))
        .hasMessageContaining("Writer ")
        .hasMessageContaining("answered what is no JSON: <html>")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void anEndpointWithoutASchemeIsNamed() throws IOException {
    Path file = folder.resolve("writers.json");
    Files.writeString(
        file, "{\"writers\":[{\"form\":\"openai\",\"url\":\"localhost/v1\",\"model\":\"m\"}]}");

    assertThatThrownBy(() -> InstructionWriters.read(file, Map.of()))
        .hasMessageContaining("writers[0].url: found 'localhost/v1', expected http:// or https://");
  }

  @Test
  void anEndpointThatIsNotThereIsNamed() throws IOException {
    InstructionWriters writers =
        new InstructionWriters(
            List.of(new WriterEndpoint(Form.OPENAI, URI.create("http://127.0.0.1:1/v1"), "m", "")));
    PreparedDataset dataset = dataset();
    assertThatThrownBy(() -> writers.write(dataset, "en"))
        .hasMessageContaining("Writer m at http://127.0.0.1:1/v1 cannot be reached");
  }

  @Test
  void aWriterWithoutItsKeyIsNamed() throws IOException {
    both();
    assertThatThrownBy(
            () -> InstructionWriters.read(folder.resolve("writers.json"), Map.of("ONE_KEY", "k")))
        .hasMessageContaining("writers[1].keyVariable: the environment has no TWO_KEY");
  }
}
