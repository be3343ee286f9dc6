package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.launcher.broker.BrokerAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Answers prediction requests in a worker's place with numbers drawn by the post's id.
 *
 * <p>It speaks as the worker does, on the same topics and with the same user, so that the server
 * stores a million predictions and makes a million tasks on its usual way; only the model is not
 * there. Its predictions name the base model {@code stand-in}.
 */
final class StandInWorker implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaConsumer<String, String> consumer;
  private final KafkaProducer<String, String> producer;
  private final AtomicLong answered = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;
  private volatile String failed = "";

  StandInWorker(BrokerAccess broker) {
    Map<String, Object> settings = settings(broker);
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    consumer.subscribe(List.of("prediction-requests"));
    thread = new Thread(this::work, "stand-in-worker");
    thread.setDaemon(true);
    thread.start();
  }

  private static Map<String, Object> settings(BrokerAccess broker) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrap());
    settings.put("security.protocol", broker.protocol());
    settings.put("sasl.mechanism", broker.mechanism());
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
            + broker.worker().user()
            + "\" password=\""
            + broker.worker().password()
            + "\";");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "qalam-workers");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  private void work() {
    while (!closing) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
        answer(record.value());
      }
    }
    consumer.close();
    producer.close();
  }

  private void answer(String request) {
    try {
      ObjectNode answer = answer(JSON.readTree(request));
      producer.send(
          new ProducerRecord<>(
              "predictions", answer.get("batchId").asText(), JSON.writeValueAsString(answer)),
          (sent, failure) -> failed = failure == null ? failed : failure.toString());
      answered.addAndGet(answer.get("predictions").size());
    } catch (IOException e) {
      throw new IllegalStateException("A prediction request cannot be read: " + request, e);
    }
  }

  private static ObjectNode answer(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("batchId", request.get("batchId"));
    answer.put("workerId", "stand-in");
    answer.putNull("adapterId");
    answer.set("liveSequence", request.get("liveSequence"));
    answer.put("baseModel", "stand-in");
    answer.set("schemaVersion", request.get("schemaVersion"));
    var predictions = answer.putArray("predictions");
    JsonNode labels = request.at("/task/labels");
    for (JsonNode post : request.get("posts")) {
      predictions.add(prediction(post.get("postId").asText(), labels));
    }
    answer.putNull("error");
    return answer;
  }

  /** Probabilities of every label, drawn by the post's id. */
  private static ObjectNode prediction(String postId, JsonNode labels) {
    SplittableRandom random = new SplittableRandom(UUID.fromString(postId).hashCode());
    double[] shares = random.doubles(labels.size(), 0.01, 1).map(x -> x * x * x).toArray();
    double sum = 0;
    int best = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i];
      best = shares[i] > shares[best] ? i : best;
    }
    double second = 0;
    ObjectNode prediction = JSON.createObjectNode();
    ObjectNode probabilities = prediction.putObject("probabilities");
    for (int i = 0; i < shares.length; i++) {
      probabilities.put(labels.get(i).asText(), (float) (shares[i] / sum));
      second = i == best ? second : Math.max(second, shares[i]);
    }
    return prediction
        .put("postId", postId)
        .put("label", labels.get(best).asText())
        .put("margin", (float) ((shares[best] - second) / sum));
  }

  /**
   * Posts answered so far.
   *
   * @throws IllegalStateException when an answer could not be sent
   */
  long answered() {
    if (!failed.isEmpty()) {
      throw new IllegalStateException("The stand-in could not answer: " + failed);
    }
    return answered.get();
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(Duration.ofSeconds(30).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
