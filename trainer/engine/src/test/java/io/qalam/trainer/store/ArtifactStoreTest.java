package io.qalam.trainer.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.ArtifactPaths;
import io.qalam.trainer.protocol.TrainingSetRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
  private static final UUID TENANT = UUID.fromString("01980000-0000-7000-8000-000000000001");
  private static final UUID PROJECT = UUID.fromString("01980000-0000-7000-8000-000000000002");
  private static final UUID ADAPTER = UUID.fromString("01980000-0000-7000-8000-000000000003");

  @TempDir Path root;
  @TempDir Path elsewhere;
  private ArtifactStore store;
  private ArtifactPaths paths;

  @BeforeEach
  void open() {
    store = new ArtifactStore(root);
    paths = new ArtifactPaths(root);
  }

  @Test
  void aTrainingSetIsReadInItsOrderWithEveryScript() throws Exception {
    TrainingSetRow arabic = row("صباحُ الخير 🙂");
    TrainingSetRow hindi = row("क्षत्रिय ज़िंदगी");
    TrainingSetRow mixed = row("line\nbreak \u2028 and \"quotes\"");
    String sha256 = trainingSet(arabic, hindi, mixed);

    assertThat(store.trainingSet(TENANT, sha256)).containsExactly(arabic, hindi, mixed);
  }

  @Test
  void aTrainingSetThatWasChangedIsRefused() throws Exception {
    String sha256 = trainingSet(row("post"));
    Files.writeString(paths.trainingSet(TENANT, sha256), "{}\n");

    assertThatThrownBy(() -> store.trainingSet(TENANT, sha256))
        .isInstanceOf(ArtifactException.class)
        .hasMessageEndingWith("expected " + sha256);
  }

  @Test
  void aLineThatIsNoRowIsNamed() throws Exception {
    String sha256 = file("{\"text\":\"no id\"}\n".getBytes(UTF_8));

    assertThatThrownBy(() -> store.trainingSet(TENANT, sha256))
        .hasMessageContaining("Line 1 of " + sha256)
        .hasMessageContaining("TrainingSetRow.postId is missing");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() throws Exception {
    String sha256 = file(new byte[] {(byte) 0xc3, 0x28});

    assertThatThrownBy(() -> store.trainingSet(TENANT, sha256))
        .hasMessageEndingWith("is not UTF-8");
  }

  @Test
  void anotherTenantsTrainingSetIsNotThere() throws Exception {
    String sha256 = trainingSet(row("post"));

    assertThatThrownBy(() -> store.trainingSet(PROJECT, sha256))
        .hasMessageStartingWith("There is no");
  }

  @Test
  void aHashThatIsAPathIsRefused() {
    assertThatThrownBy(() -> store.trainingSet(TENANT, "../../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noLinkIsFollowedBelowTheRoot() throws Exception {
    AdapterReference reference = adapter(reference("weights"));
    Path real = paths.adapter(TENANT, PROJECT, ADAPTER);
    Path moved = elsewhere.resolve("adapter");
    Files.move(real, moved);
    Files.createSymbolicLink(real, moved);

    assertThatThrownBy(() -> store.adapter(reference)).hasMessageContaining("is a link");
  }

  @Test
  void weightsThatAreALinkAreNotRead() throws Exception {
    AdapterReference reference = adapter(reference("weights"));
    Path weights = paths.adapter(TENANT, PROJECT, ADAPTER).resolve(ArtifactStore.WEIGHTS);
    Path moved = elsewhere.resolve("weights");
    Files.move(weights, moved);
    Files.createSymbolicLink(weights, moved);

    assertThatThrownBy(() -> store.adapter(reference))
        .hasMessageContaining("does not belong into an adapter's folder");
  }

  @Test
  void aPickleInAnAdaptersFolderIsRefused() throws Exception {
    AdapterReference reference = adapter(reference("weights"));
    Files.writeString(paths.adapter(TENANT, PROJECT, ADAPTER).resolve("adapter_model.bin"), "x");

    assertThatThrownBy(() -> store.adapter(reference))
        .hasMessageContaining("adapter_model.bin does not belong");
  }

  @Test
  void anAdapterWhoseDescriptionSaysOtherwiseIsRefused() throws Exception {
    AdapterReference said = adapter(reference("weights"));
    AdapterReference asked =
        new AdapterReference(TENANT, PROJECT, ADAPTER, said.sha256(), said.baseModel(), 9);

    assertThatThrownBy(() -> store.adapter(asked))
        .hasMessageStartingWith("schemaVersion of the adapter at")
        .hasMessageEndingWith("is 1, expected 9");
  }

  @Test
  void anAdapterIsThereWholeOrNotAtAll() throws Exception {
    Path staged = stage("weights");
    assertThat(store.trained(TENANT, PROJECT, ADAPTER)).isEmpty();

    TrainedAdapter trained = trained("weights", UUID.randomUUID());
    store.publish(staged, TENANT, description(), trained);

    assertThat(store.trained(TENANT, PROJECT, ADAPTER)).contains(trained);
    assertThat(store.adapter(trained.adapter()).description()).isEqualTo(description());
    assertThat(namesBeside(paths.adapter(TENANT, PROJECT, ADAPTER)))
        .containsExactly(ADAPTER.toString());
  }

  @Test
  void ofTwoWorkersThatFinishOneRunTheFirstIsKept() throws Exception {
    UUID run = UUID.randomUUID();
    Path one = stage("one");
    TrainedAdapter first = trained("one", run);
    store.publish(one, TENANT, description(), first);
    Path two = stage("two");

    assertThat(store.publish(two, TENANT, description(), trained("two", run))).isEqualTo(first);
    assertThat(two).doesNotExist();
  }

  @Test
  void anIdThatAnotherRunsAdapterHasIsRefused() throws Exception {
    store.publish(stage("one"), TENANT, description(), trained("one", UUID.randomUUID()));
    Path late = stage("two");

    assertThatThrownBy(
            () -> store.publish(late, TENANT, description(), trained("two", UUID.randomUUID())))
        .hasMessageStartingWith("runId of the adapter at");
  }

  @Test
  void whatADeadWriterLeftIsSweptAndWhatALiveOneWritesIsNot() throws Exception {
    Path dead = stage("half");
    Instant longAgo = Instant.now().minus(ArtifactStore.ABANDONED).minusSeconds(60);
    Files.setLastModifiedTime(dead, FileTime.from(longAgo));
    Path alive = stage("half");

    store.stage(TENANT, PROJECT, ADAPTER);

    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
  }

  @Test
  void onlyWhatIsInTheStoreIsDeleted() {
    assertThatThrownBy(() -> store.delete(elsewhere)).isInstanceOf(IllegalArgumentException.class);
    assertThat(elsewhere).exists();
  }

  @Test
  void aStoreThatIsNotThereIsNamed() {
    Path nowhere = root.resolve("nowhere");

    assertThatThrownBy(() -> new ArtifactStore(nowhere)).hasMessageContaining(nowhere.toString());
  }

  private static TrainingSetRow row(String text) {
    return new TrainingSetRow(
        UUID.randomUUID(), text, "ar", "sentiment", "positive", null, "TRAIN", "CORRECTED", null);
  }

  private String trainingSet(TrainingSetRow... rows) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (TrainingSetRow row : rows) {
      lines.append(new String(RecordJson.write(row), UTF_8)).append('\n');
    }
    return file(lines.toString().getBytes(UTF_8));
  }

  private String file(byte[] content) throws Exception {
    String sha256 = sha256(content);
    Path file = paths.trainingSet(TENANT, sha256);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return sha256;
  }

  private AdapterReference adapter(AdapterReference reference) throws IOException {
    Path folder = paths.adapter(TENANT, PROJECT, ADAPTER);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(ArtifactStore.WEIGHTS), "weights");
    Files.write(folder.resolve("qalam.json"), RecordJson.write(description()));
    return reference;
  }

  private Path stage(String weights) throws IOException {
    Path staged = store.stage(TENANT, PROJECT, ADAPTER);
    Files.createDirectory(staged);
    Files.writeString(staged.resolve(ArtifactStore.WEIGHTS), weights);
    Files.writeString(staged.resolve("adapter_config.json"), "{}");
    return staged;
  }

  private static TrainedAdapter trained(String weights, UUID run) throws Exception {
    return new TrainedAdapter(run, reference(weights), 16, 100, null, null, null, null, List.of());
  }

  private static AdapterReference reference(String weights) throws Exception {
    return new AdapterReference(
        TENANT, PROJECT, ADAPTER, sha256(weights.getBytes(UTF_8)), "base", 1);
  }

  private static AdapterDescription description() {
    return new AdapterDescription(
        ADAPTER, PROJECT, null, "base", 1, List.of("yes", "no"), null, null, null);
  }

  private static List<String> namesBeside(Path folder) throws IOException {
    try (Stream<Path> siblings = Files.list(folder.getParent())) {
      return siblings.map(path -> path.getFileName().toString()).toList();
    }
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
