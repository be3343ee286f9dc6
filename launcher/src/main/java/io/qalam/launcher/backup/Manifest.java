package io.qalam.launcher.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.launcher.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a backup holds, with the SHA-256 of every entry.
 *
 * @param format version of this layout
 * @param schemaVersion the schema that the tables were saved under
 * @param createdAt ISO-8601
 * @param sequences last values, by name
 */
record Manifest(
    int format,
    String qalamVersion,
    String schemaVersion,
    String createdAt,
    List<Table> tables,
    Map<String, Long> sequences,
    List<Entry> entries) {

  static final int FORMAT = 1;
  static final String NAME = "manifest.json";
  static final String TABLES = "database/";
  static final String ARTIFACTS = "artifacts/";

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A table with the columns that its entry holds, in order. */
  record Table(String name, List<String> columns, long rows) {

    String entry() {
      return TABLES + name + ".copy";
    }
  }

  /** One entry of the file. */
  record Entry(String name, long bytes, String sha256) {}

  String json() throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
  }

  /**
   * Reads the manifest and compares every entry with its hash.
   *
   * @throws Refusal naming the first entry that is missing, changed or not in the manifest
   */
  static Manifest verified(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      Manifest manifest = read(file, zip);
      Map<String, Entry> expected = new HashMap<>();
      manifest.entries().forEach(entry -> expected.put(entry.name(), entry));
      for (ZipEntry found : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        if (!found.getName().equals(NAME)) {
          verify(file, zip, found, Optional.ofNullable(expected.remove(found.getName())));
        }
      }
      if (!expected.isEmpty()) {
        throw Refusal.because(file + " lacks " + expected.keySet().iterator().next());
      }
      return manifest;
    } catch (ZipException e) {
      throw Refusal.because(file + " is not a whole backup: " + e.getMessage());
    }
  }

  private static Manifest read(Path file, ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(NAME);
    if (entry == null) {
      throw Refusal.because(file + " is not a backup of Qalam: it has no " + NAME);
    }
    Manifest manifest;
    try (InputStream in = zip.getInputStream(entry)) {
      manifest = JSON.readValue(in, Manifest.class);
    } catch (JsonProcessingException e) {
      throw Refusal.because(file + " is damaged: its " + NAME + " cannot be read");
    }
    if (manifest.format() != FORMAT) {
      throw Refusal.because(
          file + " has format " + manifest.format() + "; this Qalam reads format " + FORMAT);
    }
    return manifest;
  }

  private static void verify(Path file, ZipFile zip, ZipEntry found, Optional<Entry> expected)
      throws IOException {
    if (expected.isEmpty()) {
      throw Refusal.because(file + " holds " + found.getName() + ", which its manifest lacks");
    }
    try (InputStream in = zip.getInputStream(found)) {
      if (!Sha256.of(in).equals(expected.get().sha256())) {
        throw Refusal.because(file + " is damaged: " + found.getName() + " has another SHA-256");
      }
    } catch (ZipException e) {
      throw Refusal.because(file + " is damaged: " + found.getName() + ": " + e.getMessage());
    }
  }
}
