package io.qalam.trainer.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.trainer.dataset.DatasetSpec.Fields;
import io.qalam.trainer.dataset.DatasetSpec.Kind;
import io.qalam.trainer.dataset.DatasetSpec.Metric;
import io.qalam.trainer.dataset.DatasetSpec.SourceFile;
import io.qalam.trainer.file.JsonFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that names datasets: {@code {"datasets": [{"name": …, "language": …, "task": …, "labels":
 * […], "files": […], "fields": {…}}]}}. docs/CONTRACTS.md has every member.
 */
public record DatasetManifest(Path folder, List<DatasetSpec> datasets) {

  private static final long MOST_BYTES = 1 << 24;

  private static final List<String> MEMBERS =
      List.of(
          "name",
          "language",
          "task",
          "kind",
          "labels",
          "metric",
          "positive",
          "aliases",
          "definition",
          "files",
          "fields");

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

  public DatasetManifest {
    datasets = List.copyOf(datasets);
  }

  /**
   * @throws DatasetException naming the file, the member, what was found and what was expected
   */
  public static DatasetManifest read(Path file) {
    JsonNode root = JsonFile.read(file, MOST_BYTES, DatasetException::new);
    Path folder = file.toAbsolutePath().resolveSibling("");
    return new DatasetManifest(folder, new Reading(file.toString()).datasets(root));
  }

  /** Reads one file; {@code at} names the place in it. */
  private record Reading(String at) {

    List<DatasetSpec> datasets(JsonNode root) {
      only(root, List.of("datasets"));
      JsonNode nodes = root.path("datasets");
      expect(nodes.isArray() && !nodes.isEmpty(), "datasets", "a list of at least one dataset");
      List<DatasetSpec> specs = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (int i = 0; i < nodes.size(); i++) {
        DatasetSpec spec = new Reading(at + ": datasets[" + i + "]").dataset(nodes.get(i));
        expect(
            names.add(spec.language() + "/" + spec.name()),
            "datasets[" + i + "].name",
            "a name that no other dataset of the language has, found " + spec.name());
        specs.add(spec);
      }
      return specs;
    }

    private DatasetSpec dataset(JsonNode node) {
      only(node, MEMBERS);
      Kind kind = word(Kind.class, node, "kind", Kind.LABEL);
      List<String> labels = texts(node, "labels");
      Map<String, String> aliases = map(node, "aliases");
      if (kind == Kind.SUMMARY) {
        expect(labels.isEmpty(), "labels", "none, for a summary");
      } else {
        expect(labels.size() >= 2, "labels", "at least two labels, found " + labels);
        expect(labels.containsAll(aliases.values()), "aliases", "values that are labels");
        spellings(labels, aliases);
      }
      Metric metric =
          word(
              Metric.class,
              node,
              "metric",
              kind == Kind.SUMMARY ? Metric.ROUGE_2 : Metric.MACRO_F1);
      expect(
          (metric == Metric.ROUGE_2) == (kind == Kind.SUMMARY),
          "metric",
          "ROUGE_2 for a summary, and for nothing else");
      String positive = optional(node, "positive");
      expect(
          metric != Metric.POSITIVE_F1 || labels.contains(positive),
          "positive",
          "the label whose F1 is meant, one of " + labels);
      String language = text(node, "language");
      expect(LANGUAGE.matcher(language).matches(), "language", "a code as ar or hi-Latn");
      return new DatasetSpec(
          text(node, "name"),
          language,
          text(node, "task"),
          kind,
          labels,
          metric,
          positive,
          aliases,
          optional(node, "definition"),
          files(node.path("files")),
          fields(kind, node.path("fields")));
    }

    /** No spelling may stand for two labels: rows of one would become the other's. */
    private void spellings(List<String> labels, Map<String, String> aliases) {
      Map<String, String> known = new HashMap<>();
      for (String label : labels) {
        String other = known.put(LabelNames.unified(label), label);
        expect(
            other == null,
            "labels",
            "labels that differ in lower case with hyphens, found " + other + " and " + label);
      }
      aliases.forEach(
          (alias, label) -> {
            String other = known.putIfAbsent(LabelNames.unified(alias), label);
            expect(
                other == null || other.equals(label),
                "aliases." + alias,
                "a spelling of one label, found " + label + " for what is already " + other);
          });
    }

    private List<SourceFile> files(JsonNode nodes) {
      expect(nodes.isArray() && !nodes.isEmpty(), "files", "a list of at least one file");
      List<SourceFile> files = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i++) {
        Reading reading = new Reading(at + ".files[" + i + "]");
        reading.only(nodes.get(i), List.of("path", "split"));
        String split = reading.optional(nodes.get(i), "split");
        Split known = split == null ? null : Split.of(split).orElse(null);
        reading.expect(
            split == null || known != null, "split", "train, test or development, found " + split);
        files.add(new SourceFile(reading.path(nodes.get(i)), known));
      }
      return files;
    }

    private Path path(JsonNode node) {
      try {
        Path path = Path.of(text(node, "path"));
        expect(path.getFileName() != null, "path", "a file, found " + path);
        return path;
      } catch (InvalidPathException e) {
        throw new DatasetException(at + ".path: expected a path, found " + e.getInput(), e);
      }
    }

    private Fields fields(Kind kind, JsonNode node) {
      Reading reading = new Reading(at + ".fields");
      reading.only(
          node, List.of("text", "second", "label", "labels", "summary", "id", "split", "where"));
      String label = reading.optional(node, "label");
      String labels = reading.optional(node, "labels");
      String summary = reading.optional(node, "summary");
      switch (kind) {
        case LABEL -> reading.expect(label != null, "label", "the field with the label");
        case LABELS -> reading.expect(labels != null, "labels", "the field with the labels");
        case SUMMARY -> reading.expect(summary != null, "summary", "the field with the summary");
      }
      return new Fields(
          reading.text(node, "text"),
          reading.optional(node, "second"),
          label,
          labels,
          summary,
          reading.optional(node, "id"),
          reading.optional(node, "split"),
          reading.map(node, "where"));
    }

    private void only(JsonNode node, List<String> members) {
      expect(node.isObject(), "", "an object");
      node.fieldNames()
          .forEachRemaining(name -> expect(members.contains(name), name, "one of " + members));
    }

    private String text(JsonNode node, String member) {
      String text = optional(node, member);
      expect(text != null && !text.isBlank(), member, "a text");
      return String.valueOf(text);
    }

    private @Nullable String optional(JsonNode node, String member) {
      JsonNode value = node.path(member);
      expect(value.isMissingNode() || value.isNull() || value.isTextual(), member, "a text");
      return value.isTextual() ? value.asText() : null;
    }

    private List<String> texts(JsonNode node, String member) {
      List<String> texts = new ArrayList<>();
      expect(
          node.path(member).isMissingNode() || node.path(member).isArray(),
          member,
          "a list of texts");
      node.path(member)
          .forEach(
              value -> {
                expect(value.isTextual() && !value.asText().isBlank(), member, "a list of texts");
                texts.add(value.asText());
              });
      return texts;
    }

    private Map<String, String> map(JsonNode node, String member) {
      Map<String, String> map = new LinkedHashMap<>();
      expect(
          node.path(member).isMissingNode() || node.path(member).isObject(), member, "an object");
      for (Map.Entry<String, JsonNode> entry : node.path(member).properties()) {
        JsonNode value = entry.getValue();
        expect(
            value.isValueNode() && !value.isNull(),
            member + "." + entry.getKey(),
            "a text, found " + value);
        map.put(entry.getKey(), value.asText());
      }
      return map;
    }

    private <E extends Enum<E>> E word(Class<E> type, JsonNode node, String member, E otherwise) {
      String word = optional(node, member);
      if (word == null) {
        return otherwise;
      }
      return Arrays.stream(type.getEnumConstants())
          .filter(one -> one.name().equals(word.toUpperCase(Locale.ROOT).replace('-', '_')))
          .findFirst()
          .orElseThrow(
              () ->
                  new DatasetException(
                      at
                          + "."
                          + member
                          + ": found "
                          + word
                          + ", expected one of "
                          + Arrays.toString(type.getEnumConstants())));
    }

    private void expect(boolean holds, String member, String expected) {
      if (!holds) {
        throw new DatasetException(
            at + (member.isEmpty() ? "" : "." + member) + ": expected " + expected);
      }
    }
  }
}
