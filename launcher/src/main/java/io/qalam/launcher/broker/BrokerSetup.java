package io.qalam.launcher.broker;

import io.qalam.launcher.Credentials;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.home.Secrets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Makes the embedded broker's topics, users and rights; asks an outside one whether it has them.
 *
 * <p>Every step may be repeated: it runs at each start and for each new tenant.
 */
public final class BrokerSetup {

  private static final int SCRAM_ITERATIONS = 8_192;

  private final BrokerAccess broker;

  public BrokerSetup(BrokerAccess broker) {
    this.broker = broker;
  }

  /** Makes all that is missing on the embedded broker. */
  public void ensure(Collection<String> tenants, Secrets secrets) throws InterruptedException {
    List<NewTopic> topics = new ArrayList<>(Topics.shared());
    List<AclBinding> rights = new ArrayList<>(processRights());
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    users.add(upsert(broker.server()));
    users.add(upsert(broker.worker()));
    Topics.sharedRights().forEach(right -> rights.addAll(bindings(right)));
    for (String tenant : tenants) {
      topics.addAll(Topics.newOf(tenant));
      Topics.rightsOf(tenant).forEach(right -> rights.addAll(bindings(right)));
      String principal = Topics.principalOf(tenant);
      // A tenant's programs choose their own groups, below their own name.
      rights.add(
          allow(ResourceType.GROUP, principal, PatternType.PREFIXED, principal, AclOperation.READ));
      users.add(upsert(new Credentials(principal, secrets.get("kafka-" + principal))));
    }
    try (Admin admin = broker.connect()) {
      createMissing(admin, topics);
      admin.alterUserScramCredentials(users).all().get();
      admin.createAcls(rights).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused its setup: " + reason(e), e);
    }
  }

  /**
   * Asks an outside broker for every topic.
   *
   * @throws Refusal naming what is missing
   */
  public void check(Collection<String> tenants) throws InterruptedException {
    Set<String> missing = new TreeSet<>();
    Topics.shared().forEach(topic -> missing.add(topic.name()));
    tenants.forEach(tenant -> missing.addAll(Topics.of(tenant)));
    try (Admin admin = broker.connect()) {
      missing.removeAll(admin.listTopics().names().get());
    } catch (ExecutionException e) {
      throw Refusal.because("QALAM_KAFKA_BOOTSTRAP " + broker.bootstrap() + ": " + reason(e));
    }
    if (!missing.isEmpty()) {
      throw Refusal.because(
          "Kafka at "
              + broker.bootstrap()
              + " lacks these topics, or its user "
              + broker.server()
              + " may not see them: "
              + String.join(", ", missing));
    }
  }

  private static void createMissing(Admin admin, List<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    Set<String> there = admin.listTopics().names().get();
    List<NewTopic> missing =
        topics.stream().filter(topic -> !there.contains(topic.name())).toList();
    try {
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      } // a tenant added at the same moment
    }
  }

  private static UserScramCredentialAlteration upsert(Credentials user) {
    return new UserScramCredentialUpsertion(
        user.user(),
        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, SCRAM_ITERATIONS),
        user.password());
  }

  private static List<AclBinding> processRights() {
    return List.of(
        allow(
            ResourceType.GROUP, "qalam-server", PatternType.PREFIXED, "server", AclOperation.READ),
        allow(
            ResourceType.GROUP,
            "qalam-ingestion",
            PatternType.PREFIXED,
            "server",
            AclOperation.READ),
        allow(
            ResourceType.GROUP, "qalam-workers", PatternType.LITERAL, "worker", AclOperation.READ),
        allow(
            ResourceType.GROUP, "qalam-trainers", PatternType.LITERAL, "worker", AclOperation.READ),
        allow(
            ResourceType.GROUP,
            "qalam-worker-",
            PatternType.PREFIXED,
            "worker",
            AclOperation.READ));
  }

  private static List<AclBinding> bindings(Topics.Rights rights) {
    List<AclBinding> bindings = new ArrayList<>();
    for (String writer : rights.writers()) {
      bindings.add(onTopic(rights.topic(), writer, AclOperation.WRITE));
    }
    for (String reader : rights.readers()) {
      bindings.add(onTopic(rights.topic(), reader, AclOperation.READ));
    }
    return bindings; // WRITE and READ each imply DESCRIBE
  }

  private static AclBinding onTopic(String topic, String user, AclOperation operation) {
    return allow(ResourceType.TOPIC, topic, PatternType.LITERAL, user, operation);
  }

  private static AclBinding allow(
      ResourceType type, String name, PatternType pattern, String user, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? String.valueOf(e.getMessage()) : String.valueOf(cause.getMessage());
  }
}
