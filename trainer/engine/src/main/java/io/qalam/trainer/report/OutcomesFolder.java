package io.qalam.trainer.report;

import io.qalam.trainer.store.AtomicFiles;
import io.qalam.trainer.store.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of outcomes: {@code LANGUAGE-DATASET.json} of every dataset that was measured. */
public final class OutcomesFolder {

  private final Path folder;

  public OutcomesFolder(Path folder) {
    this.folder = folder;
  }

  /** The file of a dataset, whether it is there or not; a name becomes no path. */
  public Path file(String language, String dataset) {
    String name = (language + "-" + dataset).replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-");
    return folder.resolve(name + ".json");
  }

  /** Writes the outcomes of one dataset, whole or not at all. */
  public void write(DatasetOutcomes outcomes) throws IOException {
    Files.createDirectories(folder);
    Measured measured = outcomes.measured();
    AtomicFiles.replace(file(measured.language(), measured.dataset()), RecordJson.write(outcomes));
  }

  /**
   * The outcomes of a dataset that were measured with this fingerprint.
   *
   * @throws IllegalArgumentException when another dataset's lie under its name
   */
  public Optional<DatasetOutcomes> done(String language, String dataset, String fingerprint)
      throws IOException {
    Path file = file(language, dataset);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    DatasetOutcomes there = read(file);
    if (!there.measured().dataset().equals(dataset)) {
      throw new IllegalArgumentException(
          file
              + ": measured.dataset: found "
              + there.measured().dataset()
              + ", expected "
              + dataset
              + ": give one of them another name");
    }
    return Optional.of(there).filter(one -> one.fingerprint().equals(fingerprint));
  }

  /**
   * All outcomes of the folder, by file name.
   *
   * @throws IllegalArgumentException naming the file, and the field, that is not as it must be
   */
  public List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder + ": is no folder, expected one that ./qalam eval --out wrote");
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> found =
          all.filter(file -> String.valueOf(file.getFileName()).endsWith(".json"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            folder + ": holds no outcomes; ./qalam eval --out " + folder + " writes some");
      }
      return new ArrayList<>(found);
    }
  }

  /**
   * Reads one file.
   *
   * @throws IllegalArgumentException naming the file, and the field, that is not as it must be
   */
  public static DatasetOutcomes read(Path file) throws IOException {
    try {
      return RecordJson.read(Files.readAllBytes(file), DatasetOutcomes.class).checked();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
