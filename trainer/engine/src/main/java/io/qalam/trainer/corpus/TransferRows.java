package io.qalam.trainer.corpus;

import io.qalam.trainer.file.Sha256;
import io.qalam.trainer.fit.TrainingExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The rows of a {@link TransferTask}: a seeded draw of its training part, its development part and
 * its test part whole.
 *
 * <p>The parts are those that the base was made by, with the rows kept for the loop's proof in the
 * training part. A training row that repeats a development or test text is left out before the
 * draw.
 *
 * @param ids SHA-256 over the sorted ids of each part: two of one hash are the same rows
 */
public record TransferRows(
    List<TrainingExample> training,
    List<TrainingExample> development,
    List<TrainingExample> test,
    String ids) {

  /**
   * Reads and draws.
   *
   * @param data folder of the data sets
   * @param drawn training rows
   * @param mostDevelopment development rows, drawn likewise
   */
  public static TransferRows read(
      Path data, TransferTask task, int drawn, int mostDevelopment, long seed) throws IOException {
    List<SourceRow> all =
        Corpus.readFile(data.resolve(task.dataset() + ".jsonl"), task.dataset()).stream()
            .filter(row -> task.task().labels().contains(task.label(row)))
            .toList();
    boolean hasDevelopment = all.stream().anyMatch(row -> row.split().equals("dev"));
    List<SourceRow> training = new ArrayList<>();
    List<SourceRow> development = new ArrayList<>();
    List<SourceRow> test = new ArrayList<>();
    for (SourceRow row : all) {
      switch (Corpus.Part.of(row, hasDevelopment)) {
        case TRAINING -> training.add(row);
        case LOOP_PROOF -> (row.split().equals("dev") ? development : training).add(row);
        case DEVELOPMENT -> development.add(row);
        case TEST -> test.add(row);
      }
    }
    HeldOutTexts measured = new HeldOutTexts(texts(development, test));
    training.removeIf(row -> measured.repeats(row.text()));
    List<SourceRow> taught = draw(training, drawn, seed);
    List<SourceRow> chosenOn = draw(development, mostDevelopment, seed);
    return new TransferRows(
        examples(taught, task),
        examples(chosenOn, task),
        examples(test, task),
        sha256(taught, chosenOn, test));
  }

  private static List<String> texts(List<SourceRow> development, List<SourceRow> test) {
    List<String> texts = new ArrayList<>();
    development.forEach(row -> texts.add(row.text()));
    test.forEach(row -> texts.add(row.text()));
    return texts;
  }

  private static List<SourceRow> draw(List<SourceRow> rows, int most, long seed) {
    List<SourceRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    return List.copyOf(shuffled.subList(0, Math.min(most, shuffled.size())));
  }

  private static List<TrainingExample> examples(List<SourceRow> rows, TransferTask task) {
    return rows.stream()
        .map(row -> new TrainingExample(task.task(), row.text(), task.label(row)))
        .toList();
  }

  @SafeVarargs
  private static String sha256(List<SourceRow>... parts) {
    Sha256 digest = new Sha256();
    for (List<SourceRow> part : parts) {
      digest.add(part.stream().map(SourceRow::id).sorted().collect(Collectors.joining("\n")));
    }
    return digest.hex();
  }
}
