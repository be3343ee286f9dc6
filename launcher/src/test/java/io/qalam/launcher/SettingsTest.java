package io.qalam.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.launcher.broker.BrokerAccess;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.PortRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir private Path folder;

  @Test
  void whatIsNotSetIsStartedHere() {
    Settings settings = settings(Map.of("QALAM_DB_URL", " "));

    assertThat(settings.embeddedDatabase()).isTrue();
    assertThat(settings.embeddedBroker()).isTrue();
    assertThat(settings.portRange()).isEqualTo(PortRange.DEFAULT);
    assertThat(settings.device()).isEqualTo("cpu");
  }

  @Test
  void anOutsideDatabaseWithoutOneOfItsUsersNamesTheVariable() {
    Map<String, String> environment = outsideDatabase();
    environment.remove("QALAM_DB_PASSWORD");

    assertThatThrownBy(() -> settings(environment).outsideDatabase(new Home(folder)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("QALAM_DB_PASSWORD must be set too");
  }

  @Test
  void anOutsideDatabaseWhoseSystemRoleIsNotNamedGetsOneOfTheHomesOwn() throws IOException {
    Map<String, String> environment = outsideDatabase();
    Home home = new Home(folder);
    home.create();

    Credentials system = settings(environment).outsideDatabase(home).system();

    assertThat(system.user()).isEqualTo("a_system");
    assertThat(system.password()).hasSizeGreaterThan(24).isEqualTo(home.secrets().get("db-system"));
  }

  @Test
  void halfASystemRoleNamesTheOtherHalf() {
    Map<String, String> environment = outsideDatabase();
    environment.put("QALAM_DB_SYSTEM_PASSWORD", "r");

    assertThatThrownBy(() -> settings(environment).outsideDatabase(new Home(folder)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("QALAM_DB_SYSTEM_USER must be set too");
  }

  @Test
  void aWrongValueIsRefusedByItsName() {
    Map<String, Runnable> readers =
        Map.of(
            "QALAM_DB_URL",
                () ->
                    settings(Map.of("QALAM_DB_URL", "mysql://x")).outsideDatabase(new Home(folder)),
            "QALAM_KAFKA_BOOTSTRAP",
                () -> settings(Map.of("QALAM_KAFKA_BOOTSTRAP", "host")).outsideBroker(),
            "QALAM_DEVICE", () -> settings(Map.of("QALAM_DEVICE", "gpu")).device(),
            "QALAM_THREADS", () -> settings(Map.of("QALAM_THREADS", "0")).threads(),
            "QALAM_MEMORY_LIMIT",
                () -> settings(Map.of("QALAM_MEMORY_LIMIT", "much")).checkMemoryLimit(),
            "QALAM_WORKER_ID", () -> settings(Map.of("QALAM_WORKER_ID", "a/b")).workerId(),
            "QALAM_PORT_RANGE", () -> settings(Map.of("QALAM_PORT_RANGE", "9")).portRange(),
            "QALAM_EXPORT_DAYS", () -> settings(Map.of("QALAM_EXPORT_DAYS", "0")).checkExportDays(),
            "QALAM_ARTIFACTS",
                () -> settings(Map.of("QALAM_ARTIFACTS", "/no/such")).artifacts(new Home(folder)));

    readers.forEach(
        (name, read) ->
            assertThatThrownBy(read::run)
                .as(name)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(name));
  }

  @Test
  void aMemoryLimitIsReadInItsUnit() {
    assertThat(settings(Map.of("QALAM_MEMORY_LIMIT", "1.5g")).memoryLimit()).hasValue(3L << 29);
    assertThat(settings(Map.of("QALAM_MEMORY_LIMIT", "800MB")).memoryLimit()).hasValue(800L << 20);
    assertThat(settings(Map.of()).memoryLimit()).isEmpty();
  }

  @Test
  void aModelFolderWithoutItsConfigurationIsRefusedByTheFilesName() throws IOException {
    Settings settings = settings(Map.of("QALAM_BASE_MODEL", folder.toString()));

    assertThatThrownBy(settings::baseModel)
        .hasMessageContaining("QALAM_BASE_MODEL: no config.json");

    Files.createFile(folder.resolve("config.json"));
    Files.createFile(folder.resolve("tokenizer.json"));
    assertThatThrownBy(settings::baseModel).hasMessageContaining("no model.safetensors");

    Files.createFile(folder.resolve("model.safetensors"));
    assertThat(settings.baseModel()).isEqualTo(folder);
  }

  @Test
  void theWorkerMayHaveAUserOfItsOwnOnAnOutsideBroker() {
    BrokerAccess broker =
        settings(
                Map.of(
                    "QALAM_KAFKA_BOOTSTRAP", "a:9092,b:9092",
                    "QALAM_KAFKA_USER", "s",
                    "QALAM_KAFKA_PASSWORD", "p",
                    "QALAM_KAFKA_WORKER_USER", "w",
                    "QALAM_KAFKA_WORKER_PASSWORD", "q"))
            .outsideBroker();

    assertThat(broker.protocol()).isEqualTo("SASL_SSL");
    assertThat(broker.environment(broker.server())).containsEntry("QALAM_KAFKA_USER", "s");
    assertThat(broker.environment(broker.worker())).containsEntry("QALAM_KAFKA_PASSWORD", "q");
  }

  @Test
  void noProcessButTheServerIsToldOfTheDatabase() {
    assertThat(
            settings(Map.of("QALAM_DB_OWNER_PASSWORD", "x", "QALAM_DEVICE", "cpu", "HOME", "/"))
                .withoutDatabase())
        .containsOnlyKeys("QALAM_DEVICE");
  }

  /** An outside database whose system role is not named. */
  private static Map<String, String> outsideDatabase() {
    return new HashMap<>(
        Map.of(
            "QALAM_DB_URL", "jdbc:postgresql://db/qalam",
            "QALAM_DB_OWNER_USER", "o",
            "QALAM_DB_OWNER_PASSWORD", "p",
            "QALAM_DB_USER", "a",
            "QALAM_DB_PASSWORD", "q"));
  }

  private Settings settings(Map<String, String> environment) {
    return new Settings(environment, new Installation(folder));
  }
}
