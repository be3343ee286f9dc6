package io.qalam.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.launcher.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

  private static final String NAME = "artifacts/a.jsonl";

  @TempDir private Path folder;

  @Test
  void aWholeBackupComesBackAsItWasWritten() throws IOException {
    Manifest manifest = manifest(1, entry(NAME, "قلم"));

    assertThat(Manifest.verified(zip(manifest, Map.of(NAME, "قلم")))).isEqualTo(manifest);
  }

  @Test
  void aChangedEntryIsNamed() throws IOException {
    Path changed = zip(manifest(1, entry(NAME, "right")), Map.of(NAME, "wrong"));

    assertThatThrownBy(() -> Manifest.verified(changed))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(NAME + " has another SHA-256");
  }

  @Test
  void aMissingEntryIsNamed() throws IOException {
    Path short1 = zip(manifest(1, entry(NAME, "x")), Map.of());

    assertThatThrownBy(() -> Manifest.verified(short1)).hasMessageContaining("lacks " + NAME);
  }

  @Test
  void anEntryThatTheManifestDoesNotKnowIsNamed() throws IOException {
    Path more = zip(manifest(1), Map.of(NAME, "x"));

    assertThatThrownBy(() -> Manifest.verified(more))
        .hasMessageContaining("holds " + NAME + ", which its manifest lacks");
  }

  @Test
  void aCutFileIsNotAWholeBackup() throws IOException {
    Path whole = zip(manifest(1, entry(NAME, "x")), Map.of(NAME, "x"));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(bytes, 100));

    assertThatThrownBy(() -> Manifest.verified(cut))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not a whole backup");
  }

  @Test
  void aLaterFormatIsRefused() throws IOException {
    Path later = zip(manifest(2), Map.of());

    assertThatThrownBy(() -> Manifest.verified(later)).hasMessageContaining("has format 2");
  }

  private static Manifest manifest(int format, Manifest.Entry... entries) {
    return new Manifest(
        format,
        "1.0.0",
        "1",
        "2026-11-23T00:00:00Z",
        List.of(new Manifest.Table("post", List.of("id", "text"), 1)),
        Map.of("outbox_id_seq", 7L),
        List.of(entries));
  }

  private static Manifest.Entry entry(String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new Manifest.Entry(name, bytes.length, Sha256.of(new ByteArrayInputStream(bytes)));
  }

  private Path zip(Manifest manifest, Map<String, String> contents) throws IOException {
    Path file = folder.resolve("backup.zip");
    Map<String, String> all = new LinkedHashMap<>(contents);
    all.put(Manifest.NAME, manifest.json());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
