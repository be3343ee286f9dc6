package io.qalam.overview;

import io.qalam.ingestion.model.Split;
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

  private DatasetCard() {}

  static String of(ProjectExport project, Map<Split, Long> rows) {
    return """
        ---
        pretty_name: %s
        language: %s
        task_categories: [text-classification]
        configs:
        - config_name: default
          data_files:
        %s
        dataset_info:
          features:
          - {name: id, dtype: string}
          - {name: externalId, dtype: string}
          - {name: text, dtype: string}
          - {name: secondText, dtype: string}
          - {name: label, dtype: string}
          - {name: labelSource, dtype: string}
          - {name: lang, dtype: string}
          - {name: storedAt, dtype: string}
        ---
        # %s

        Posts labelled in Qalam. Task: %s. Labels: %s.

        | part | rows |
        |---|---|
        %s

        Near-duplicates are in one part. `labelSource` is ACCEPTED (an annotator agreed with the label shown), CORRECTED (chose another),
        LABELLED (chose without seeing one) or ADJUDICATED (an editor decided). There are no offsets: a label is the whole post's.%s
        """
        .formatted(
            quoted(project.name()),
            project.languages().stream().map(DatasetCard::quoted).toList(),
            present(rows, "  - {split: %s, path: data/%<s.jsonl}"),
            plain(project.name()),
            plain(project.task()),
            project.labels().stream().map(DatasetCard::plain).collect(Collectors.joining(", ")),
            rows.entrySet().stream()
                .map(
                    part ->
                        "| "
                            + HuggingFaceWriter.nameOf(part.getKey())
                            + " | "
                            + part.getValue()
                            + " |")
                .collect(Collectors.joining("\n")),
            project.multiLabel()
                ? " A post may have several labels; `label` has all of them, joined by a comma and a blank."
                : "");
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
