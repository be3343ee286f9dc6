package io.qalam.overview;

import io.qalam.ingestion.model.Split;
import io.qalam.labelschema.model.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The card of a dataset for Hugging Face: YAML that says where its parts and columns are, and a
 * page for people.
 *
 * <p>Names and labels are people's own, and nothing of them may be read as markup. A part without
 * rows is left out of the YAML, since it cannot be loaded.
 */
final class DatasetCard {

  private static final String OF_LABELS =
      """
      `labelSource` is ACCEPTED (an annotator agreed with the label shown), CORRECTED (chose another),
      LABELLED (chose without seeing one) or ADJUDICATED (an editor decided). There are no offsets: a label is the whole post's.\
      """;

  private static final String OF_ONE =
      " `label` is a text: declared as a `class_label` it would be a column of numbers.";

  private static final String OF_SEVERAL =
      " A post may have several labels; `label` is the list of all of them.";

  private static final String OF_SUMMARIES =
      """
      `summarySource` is ACCEPTED (an annotator agreed with the model's summary), CORRECTED (edited it),
      LABELLED (wrote one without seeing any) or ADJUDICATED (an editor decided).\
      """;

  private DatasetCard() {}

  static String of(ProjectExport project, Map<Split, Long> rows) {
    return """
        ---
        pretty_name: %s
        language: %s
        task_categories: [%s]
        configs:
        - config_name: default
          data_files:
        %s
        dataset_info:
          features:
          - {name: id, dtype: string}
          - {name: externalId, dtype: string}
          - {name: text, dtype: string}
        %s
          - {name: lang, dtype: string}
          - {name: storedAt, dtype: string}
        ---
        # %s

        Posts %s in Qalam. Task: %s.%s

        | part | rows |
        |---|---|
        %s

        Near-duplicates are in one part. %s
        """
        .formatted(
            quoted(project.name()),
            project.languages().stream().map(DatasetCard::quoted).toList(),
            summaries(project) ? "summarization" : "text-classification",
            present(rows, "  - {split: %s, path: data/%<s.jsonl}"),
            columns(project),
            plain(project.name()),
            summaries(project) ? "summed up" : "labelled",
            plain(project.task()),
            summaries(project) ? "" : labels(project),
            rows.entrySet().stream()
                .map(
                    part ->
                        "| "
                            + HuggingFaceWriter.nameOf(part.getKey())
                            + " | "
                            + part.getValue()
                            + " |")
                .collect(Collectors.joining("\n")),
            sources(project));
  }

  private static boolean summaries(ProjectExport project) {
    return project.answer() == Answer.SUMMARY;
  }

  private static String sources(ProjectExport project) {
    if (summaries(project)) {
      return OF_SUMMARIES;
    }
    return OF_LABELS + (project.multiLabel() ? OF_SEVERAL : OF_ONE);
  }

  private static String labels(ProjectExport project) {
    return project.labels().stream()
        .map(DatasetCard::plain)
        .collect(Collectors.joining(", ", " Labels: ", "."));
  }

  /** The columns that depend on what the posts get. */
  private static String columns(ProjectExport project) {
    List<String> columns =
        summaries(project)
            ? List.of("summary, dtype: string", "summarySource, dtype: string")
            : List.of(
                "secondText, dtype: string",
                project.multiLabel() ? "label, sequence: string" : "label, dtype: string",
                "labelSource, dtype: string");
    return columns.stream().map("  - {name: %s}"::formatted).collect(Collectors.joining("\n"));
  }

  private static String present(Map<Split, Long> rows, String line) {
    List<String> lines =
        rows.entrySet().stream()
            .filter(part -> part.getValue() > 0)
            .map(part -> line.formatted(HuggingFaceWriter.nameOf(part.getKey())))
            .toList();
    return lines.isEmpty() ? "    []" : String.join("\n", lines);
  }

  /** As a quoted string of YAML, in which only letters, digits and blanks stand for themselves. */
  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(DatasetCard::escaped)
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int c) {
    if (Character.isLetterOrDigit(c) || c == ' ' || c == '-') {
      return Character.toString(c);
    }
    return String.format(Locale.ROOT, c <= 0xFFFF ? "\\u%04x" : "\\U%08x", c);
  }

  /** As text of Markdown, in which nothing of it is markup. */
  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>()#+\\-.!|&])", "\\\\$1");
  }
}
