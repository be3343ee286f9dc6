package io.qalam.trainer.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says of one dataset.
 *
 * @param labels the label space; empty for a summary
 * @param metric the figure that its published state of the art is given in
 * @param positive the label whose F1 is the metric, where it is {@link Metric#POSITIVE_F1}
 * @param aliases other spellings of labels, as {@code "neg": "negative"}
 * @param definition one sentence that says what is asked, for the instructions
 */
public record DatasetSpec(
    String name,
    String language,
    String task,
    Kind kind,
    List<String> labels,
    Metric metric,
    @Nullable String positive,
    Map<String, String> aliases,
    @Nullable String definition,
    List<SourceFile> files,
    Fields fields) {

  /** What an answer is. */
  public enum Kind {
    LABEL,
    LABELS,
    SUMMARY
  }

  /** How answers are measured. */
  public enum Metric {
    MACRO_F1,
    MICRO_F1,
    WEIGHTED_F1,
    POSITIVE_F1,
    ACCURACY,
    ROUGE_2
  }

  /**
   * A file of rows.
   *
   * @param path relative to the manifest's folder; the name's end says the format: {@code .csv},
   *     {@code .tsv} or {@code .jsonl}
   * @param split of all its rows; absent where a field says it, or the rows are yet to be split
   */
  public record SourceFile(Path path, @Nullable Split split) {}

  /**
   * The names of columns, or of JSON members; what is absent is not in the file.
   *
   * @param where only rows with these values are read
   */
  public record Fields(
      String text,
      @Nullable String second,
      @Nullable String label,
      @Nullable String labels,
      @Nullable String summary,
      @Nullable String id,
      @Nullable String split,
      Map<String, String> where) {}

  /** The index of the positive label. */
  public Optional<Integer> positiveIndex() {
    return Optional.ofNullable(positive).map(labels::indexOf);
  }
}
