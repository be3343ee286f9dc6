package io.qalam.launcher.broker;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of {@code docs/CONTRACTS.md}, with their partitions and who may do what. */
public final class Topics {

  private Topics() {}

  /** Who writes to and reads from a topic, by principal. */
  record Rights(String topic, List<String> writers, List<String> readers) {}

  /** The topics that every tenant shares. */
  static List<NewTopic> shared() {
    return List.of(
        topic("prediction-requests", 4),
        topic("predictions", 4),
        topic("training-requests", 2),
        topic("training-progress", 2),
        topic("training-cancellations", 1),
        topic("live-adapters", 1)
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                    "0.1")),
        topic("worker-status", 1).configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "3600000")));
  }

  /** The topics of one tenant. */
  public static List<String> of(String tenant) {
    return List.of("posts." + tenant, "posts-rejected." + tenant, "annotations." + tenant);
  }

  static List<NewTopic> newOf(String tenant) {
    return of(tenant).stream().map(name -> topic(name, 1)).toList();
  }

  static List<Rights> sharedRights() {
    List<String> server = List.of("server");
    List<String> worker = List.of("worker");
    return List.of(
        new Rights("prediction-requests", server, worker),
        new Rights("predictions", worker, server),
        new Rights("training-requests", server, worker),
        new Rights("training-progress", worker, server),
        new Rights("training-cancellations", server, worker),
        // The worker publishes nothing here; the server reads it back to see what is out.
        new Rights("live-adapters", server, List.of("worker", "server")),
        new Rights("worker-status", worker, server));
  }

  static List<Rights> rightsOf(String tenant) {
    List<String> server = List.of("server");
    List<String> outside = List.of(principalOf(tenant));
    return List.of(
        new Rights("posts." + tenant, outside, server),
        new Rights("posts-rejected." + tenant, server, outside),
        new Rights("annotations." + tenant, server, outside));
  }

  /** The name that a tenant's own programs log in to Kafka with. */
  public static String principalOf(String tenant) {
    return "tenant-" + tenant;
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, partitions, (short) -1);
  }
}
