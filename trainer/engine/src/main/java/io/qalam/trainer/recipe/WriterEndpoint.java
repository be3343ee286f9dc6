package io.qalam.trainer.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.file.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A chat model that writes instructions, behind an endpoint of one of the two usual forms.
 *
 * @param url up to and with the version, as {@code https://host/v1}
 * @param key sent with each request; empty for an endpoint that wants none
 */
public record WriterEndpoint(Form form, URI url, String model, String key) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int MOST_TOKENS = 4_000;
  private static final int SHOWN = 300;
  private static final int MOST_BYTES = 1 << 20;

  /** Whose request and answer an endpoint speaks. */
  public enum Form {
    OPENAI {
      @Override
      HttpRequest.Builder ask(WriterEndpoint writer, ObjectNode body) {
        HttpRequest.Builder request = writer.request("/chat/completions", body);
        return writer.key().isEmpty()
            ? request
            : request.header("Authorization", "Bearer " + writer.key());
      }

      @Override
      JsonNode text(JsonNode answer) {
        return answer.at("/choices/0/message/content");
      }
    },
    ANTHROPIC {
      @Override
      HttpRequest.Builder ask(WriterEndpoint writer, ObjectNode body) {
        HttpRequest.Builder request =
            writer.request("/messages", body).header("anthropic-version", "2023-06-01");
        return writer.key().isEmpty() ? request : request.header("x-api-key", writer.key());
      }

      @Override
      JsonNode text(JsonNode answer) {
        return answer.at("/content/0/text");
      }
    };

    abstract HttpRequest.Builder ask(WriterEndpoint writer, ObjectNode body);

    abstract JsonNode text(JsonNode answer);
  }

  private HttpRequest.Builder request(String path, ObjectNode body) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(ANSWER)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  /**
   * What the model answers to one message.
   *
   * @throws IOException naming the endpoint, when it cannot be reached or answers otherwise than
   *     its form does
   */
  public String answer(String message) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("model", model).put("max_tokens", MOST_TOKENS);
    body.putArray("messages").addObject().put("role", "user").put("content", message);
    HttpResponse<InputStream> response = send(form.ask(this, body).build());
    String answer = body(response);
    if (response.statusCode() != 200) {
      throw new IOException(this + " answered " + response.statusCode() + ": " + shown(answer));
    }
    JsonNode text = form.text(json(answer));
    if (!text.isTextual()) {
      throw new IOException(this + " answered without a text: " + shown(answer));
    }
    return text.asText();
  }

  private String body(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException(this + " answered more than " + MOST_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private JsonNode json(String answer) throws IOException {
    try {
      return JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new IOException(this + " answered what is no JSON: " + shown(answer), e);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(this + " cannot be reached: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String shown(String text) {
    return OneLine.of(text.substring(0, Math.min(SHOWN, text.length())));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Writer " + model + " at " + url;
  }
}
