package io.qalam.launcher.part;

import io.qalam.launcher.Installation;
import io.qalam.launcher.home.Home;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The application server with Qalam in it.
 *
 * <p>It boots while the database and the broker still start; the application is deployed once they
 * are ready, through the administration port, which answers with the reason when it fails.
 */
public final class Payara implements Part {

  private final Home home;
  private final Installation installation;
  private final Path cache;
  private final PayaraDomain.Ports ports;
  private final Map<String, String> environment;
  private final Optional<Path> application;
  private final CompletableFuture<Void> deployable;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * @param application what is deployed; empty for a server without any
   * @param deployable completes when database and broker are ready
   */
  public Payara(
      Home home,
      Installation installation,
      Path cache,
      int httpPort,
      int administrationPort,
      Map<String, String> environment,
      Optional<Path> application,
      CompletableFuture<Void> deployable) {
    this.home = home;
    this.installation = installation;
    this.cache = cache;
    this.ports = new PayaraDomain.Ports(httpPort, administrationPort);
    this.environment = Map.copyOf(environment);
    this.application = application;
    this.deployable = deployable;
  }

  @Override
  public String name() {
    return "server";
  }

  @Override
  public int port() {
    return ports.http();
  }

  /** The administrator's password on the administration port. */
  public static String administrationPassword(Home home) {
    return home.secrets().get("payara-admin");
  }

  @Override
  public void prepare() throws IOException {
    domain().write(ports, administrationPassword(home), databaseDriver());
  }

  @Override
  public Launch launch() throws IOException, InterruptedException {
    PayaraDomain domain = domain();
    return new Launch(
        domain.commandLine(), environment, domain.folder().resolve("config"), home.log(name()));
  }

  @Override
  public void awaitReady(ChildProcess child) throws IOException, InterruptedException {
    child.await("administration port", Duration.ofSeconds(120), this::isUp);
    child.await("database and broker", Duration.ofSeconds(180), this::isDeployable);
    if (application.isPresent()) {
      deploy(application.get());
      child.await("login page", Duration.ofSeconds(120), this::showsLogin);
    }
  }

  private boolean isDeployable() {
    if (deployable.isCompletedExceptionally()) {
      throw new PartFailure("server: what it needs did not start");
    }
    return deployable.isDone();
  }

  private void deploy(Path file) throws IOException, InterruptedException {
    String command =
        "deploy?name=qalam&force=true&DEFAULT="
            + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8);
    String answer = ask(command, Duration.ofMinutes(5)).body();
    if (!answer.contains("exit-code: SUCCESS")) {
      throw new PartFailure(
          "server: "
              + file.getFileName()
              + " was not deployed: "
              + message(answer)
              + " (see "
              + domain().folder().resolve("logs/server.log")
              + ")");
    }
  }

  /** The answer's message; the manifest format breaks it into lines of 72 bytes. */
  private static String message(String answer) {
    String joined = answer.replace("\r", "").replace("\n ", "").replace("%%%EOL%%%", " ");
    return joined
        .lines()
        .filter(line -> line.startsWith("message:"))
        .map(line -> line.substring("message:".length()).strip())
        .map(line -> line.length() > 1500 ? line.substring(0, 1500) + "…" : line)
        .findFirst()
        .orElse("no reason given");
  }

  private boolean showsLogin() throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + "/login"))
              .timeout(Duration.ofSeconds(20))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not up yet
    }
  }

  private boolean isUp() throws InterruptedException {
    try {
      HttpResponse<String> response = ask("version", Duration.ofSeconds(5));
      if (response.statusCode() == 401) {
        throw new PartFailure("server: the administration port refuses its password");
      }
      return response.body().contains("exit-code: SUCCESS");
    } catch (IOException e) {
      return false; // not up yet
    }
  }

  /** One administration command, as {@code asadmin} itself sends it. */
  private HttpResponse<String> ask(String command, Duration limit)
      throws IOException, InterruptedException {
    String credentials =
        Base64.getEncoder()
            .encodeToString(
                ("admin:" + administrationPassword(home)).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + ports.administration() + "/__asadmin/" + command))
            .timeout(limit)
            .header("Authorization", "Basic " + credentials)
            .header("X-Requested-By", "qalam")
            .header("User-Agent", "hk2-agent")
            .header("Accept", "text/plain")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private PayaraDomain domain() throws IOException {
    return new PayaraDomain(Unpacked.payara(cache, installation.payaraZip()), home.payara());
  }

  private Path databaseDriver() throws IOException {
    try (Stream<Path> jars = Files.list(installation.launcherJars())) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("postgresql-"))
          .findFirst()
          .orElseThrow(
              () -> new PartFailure("No PostgreSQL driver in " + installation.launcherJars()));
    }
  }
}
