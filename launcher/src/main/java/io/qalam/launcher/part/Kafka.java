package io.qalam.launcher.part;

import io.qalam.launcher.Credentials;
import io.qalam.launcher.Installation;
import io.qalam.launcher.broker.BrokerAccess;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka of one node in a process of its own, broker and controller in one.
 *
 * <p>Clients log in by SCRAM; the controller's listener, which no client uses, by PLAIN, since
 * SCRAM users are kept in the very log that the controller serves. Without an ACL nobody may do
 * anything.
 */
public final class Kafka implements Part {

  private final Home home;
  private final Installation installation;
  private final int port;
  private final int controllerPort;

  public Kafka(Home home, Installation installation, int port, int controllerPort) {
    this.home = home;
    this.installation = installation;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public int port() {
    return port;
  }

  /** The embedded broker as its clients see it. */
  public static BrokerAccess access(Home home, int port) {
    return new BrokerAccess(
        "127.0.0.1:" + port,
        "SASL_PLAINTEXT",
        "SCRAM-SHA-256",
        new Credentials("admin", home.secrets().get("kafka-admin")),
        new Credentials("server", home.secrets().get("kafka-server")),
        new Credentials("worker", home.secrets().get("kafka-worker")));
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    PrivateFiles.write(configuration(), properties());
    PrivateFiles.write(
        logging(),
        """
        handlers=java.util.logging.ConsoleHandler
        .level=WARNING
        java.util.logging.ConsoleHandler.level=INFO
        java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
        java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
        kafka.server.level=INFO
        """);
    if (!Files.exists(data().resolve("meta.properties"))) {
      format();
    }
  }

  /** The two users that must be there before anyone can log in go in with the formatting. */
  private void format() throws IOException, InterruptedException {
    PrivateFiles.deleteTree(data());
    Path arguments = home.kafka().resolve("format.arguments");
    PrivateFiles.write(
        arguments,
        String.join(
            "\n",
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            configuration().toString(),
            "--add-scram",
            scram("broker"),
            "--add-scram",
            scram("admin")));
    try {
      Tool.run(
          "Formatting Kafka",
          List.of(
              Jvm.java(),
              "-Xmx128m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Djava.util.logging.config.file=" + logging(),
              "-cp",
              classPath(),
              "kafka.tools.StorageTool",
              "@" + arguments),
          Map.of());
    } finally {
      Files.deleteIfExists(arguments);
    }
  }

  private String scram(String user) {
    return "SCRAM-SHA-256=[name=%s,iterations=8192,password=%s]"
        .formatted(user, home.secrets().get("kafka-" + user));
  }

  @Override
  public Launch launch() throws IOException {
    return new Launch(
        List.of(
            Jvm.java(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.config.file=" + logging(),
            "-cp",
            classPath(),
            "kafka.Kafka",
            configuration().toString()),
        Map.of(),
        home.kafka(),
        home.log(name()));
  }

  @Override
  public void awaitReady(ChildProcess child) throws IOException, InterruptedException {
    Duration limit = Duration.ofSeconds(60);
    child.await("open port", limit, this::listens);
    BrokerAccess access = access(home, port);
    child.await("broker", limit, () -> answers(access));
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false; // not up yet
    }
  }

  private static boolean answers(BrokerAccess access) throws InterruptedException {
    try (Admin admin = access.connect()) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false; // not up yet
    }
  }

  private Path configuration() {
    return home.kafka().resolve("server.properties");
  }

  private Path logging() {
    return home.kafka().resolve("logging.properties");
  }

  private Path data() {
    return home.kafka().resolve("data");
  }

  private String classPath() throws IOException {
    return OwnClasses.classPathOfLibraries(installation.brokerJars(), installation.launcherJars());
  }

  private String properties() {
    String broker = home.secrets().get("kafka-broker");
    String controller = home.secrets().get("kafka-controller");
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=CLIENT://127.0.0.1:%1$d
    listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
    inter.broker.listener.name=CLIENT
    controller.listener.names=CONTROLLER
    sasl.enabled.mechanisms=SCRAM-SHA-256
    sasl.mechanism.inter.broker.protocol=SCRAM-SHA-256
    sasl.mechanism.controller.protocol=PLAIN
    listener.name.client.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="broker" password="%4$s";
    listener.name.controller.sasl.enabled.mechanisms=PLAIN
    listener.name.controller.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="broker" password="%5$s" user_broker="%5$s";
    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
    super.users=User:broker;User:admin
    allow.everyone.if.no.acl.found=false
    log.dirs=%3$s
    auto.create.topics.enable=false
    num.partitions=1
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=8
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=2
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=1
    group.initial.rebalance.delay.ms=0
    log.index.size.max.bytes=1048576
    log.segment.bytes=134217728
    message.max.bytes=8388608
    num.network.threads=2
    num.io.threads=4
    """
        .formatted(port, controllerPort, data(), broker, controller);
  }
}
