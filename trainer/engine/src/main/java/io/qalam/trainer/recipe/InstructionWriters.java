package io.qalam.trainer.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.answer.LabelFinder;
import io.qalam.trainer.dataset.DatasetSpec;
import io.qalam.trainer.dataset.DatasetSpec.Kind;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.file.JsonFile;
import io.qalam.trainer.file.OneLine;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * DatasetInstructions written by chat models, as the LlamaLens paper has them from two: each writes
 * its share from the dataset's name, language, task, definition and label space, and none is taken
 * that does not name every label.
 */
public final class InstructionWriters {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 3;
  private static final long MOST_BYTES = 1 << 20;

  private final List<WriterEndpoint> writers;

  public InstructionWriters(List<WriterEndpoint> writers) {
    this.writers = List.copyOf(writers);
    if (writers.isEmpty()) {
      throw new IllegalArgumentException("InstructionWriters: expected at least one writer");
    }
  }

  /**
   * Reads {@code {"writers": [{"form": "openai", "url": …, "model": …, "keyVariable": …}]}}; the
   * key itself is in the environment variable that is named.
   *
   * @throws IllegalArgumentException naming what is missing or not known
   */
  public static InstructionWriters read(Path file, Map<String, String> environment)
      throws IOException {
    List<WriterEndpoint> writers = new ArrayList<>();
    for (JsonNode node :
        JsonFile.read(file, MOST_BYTES, IllegalArgumentException::new).path("writers")) {
      String place = file + ": writers[" + writers.size() + "].";
      String variable = node.path("keyVariable").asText("");
      if (!variable.isEmpty() && !environment.containsKey(variable)) {
        throw new IllegalArgumentException(
            OneLine.of(place + "keyVariable: the environment has no " + variable));
      }
      writers.add(
          new WriterEndpoint(
              form(place, node.path("form").asText()),
              uri(place, need(place, node, "url")),
              need(place, node, "model"),
              environment.getOrDefault(variable, "")));
    }
    if (writers.isEmpty()) {
      throw new IllegalArgumentException(file + ": writers: expected a list of at least one");
    }
    return new InstructionWriters(writers);
  }

  private static URI uri(String place, String url) {
    try {
      URI uri = new URI(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new IllegalArgumentException(
        OneLine.of(place + "url: found '" + url + "', expected http:// or https:// and a host"));
  }

  private static WriterEndpoint.Form form(String place, String word) {
    return Arrays.stream(WriterEndpoint.Form.values())
        .filter(form -> form.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    OneLine.of(
                        place + "form: found '" + word + "', expected openai or anthropic")));
  }

  private static String need(String place, JsonNode node, String member) {
    String text = node.path(member).asText("");
    if (text.isBlank()) {
      throw new IllegalArgumentException(place + member + ": expected a text");
    }
    return text;
  }

  /**
   * Twenty instructions, the writers' shares one after the other.
   *
   * @throws IOException when a writer cannot be reached, or has not written enough that name every
   *     label after three attempts
   */
  public DatasetInstructions write(PreparedDataset dataset, String language) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    for (int i = 0; i < writers.size(); i++) {
      int wanted = DatasetInstructions.COUNT * (i + 1) / writers.size();
      fill(writers.get(i), dataset, language, texts, wanted);
    }
    String names = writers.stream().map(WriterEndpoint::model).collect(Collectors.joining(" and "));
    return new DatasetInstructions(dataset.spec().name(), names, language, List.copyOf(texts));
  }

  private static void fill(
      WriterEndpoint writer,
      PreparedDataset dataset,
      String language,
      Set<String> texts,
      int wanted)
      throws IOException {
    String problem = "";
    for (int attempt = 0; attempt < ATTEMPTS && texts.size() < wanted; attempt++) {
      String written = writer.answer(message(dataset, language, wanted - texts.size(), problem));
      problem = take(written, dataset, texts, wanted);
    }
    if (texts.size() < wanted) {
      throw new IOException(
          writer
              + ", dataset "
              + dataset.spec().name()
              + ": after "
              + ATTEMPTS
              + " attempts "
              + texts.size()
              + " of "
              + wanted
              + " instructions can be used: "
              + problem);
    }
  }

  /** Takes what can be used and says what cannot; empty where all could. */
  private static String take(
      String written, PreparedDataset dataset, Set<String> texts, int wanted) {
    JsonNode list;
    try {
      list = JSON.readTree(between(written));
    } catch (JsonProcessingException e) {
      return "The answer was no JSON list of texts.";
    }
    LabelFinder finder = new LabelFinder(dataset.labels());
    String problem = list.isArray() ? "" : "The answer was no JSON list of texts.";
    for (JsonNode text : list) {
      List<String> missing =
          finder.missingIn(text.asText()).stream().map(dataset.labels()::get).toList();
      if (!missing.isEmpty()) {
        problem = "An instruction did not name " + missing + ".";
      } else if (texts.size() < wanted && !text.asText().isBlank()) {
        texts.add(text.asText().strip());
      }
    }
    return problem;
  }

  /** The list in an answer that has words, or a code fence, around it. */
  private static String between(String written) {
    int from = written.indexOf('[');
    int to = written.lastIndexOf(']');
    return from < 0 || to < from ? "null" : written.substring(from, to + 1);
  }

  private static String message(
      PreparedDataset dataset, String language, int count, String problem) {
    DatasetSpec spec = dataset.spec();
    String definition = DatasetInstructions.definition(spec, "en");
    String labels =
        dataset.labels().isEmpty()
            ? "The answer is a summary in the language of the text."
            : "Every instruction must name all labels, spelt exactly so: "
                + String.join(", ", dataset.labels())
                + "."
                + (spec.kind() == Kind.LABELS ? " A text may have several labels." : "");
    return """
        Write %d different instructions that ask a language model to do a task on one text that follows.
        Dataset: %s. Language of the texts: %s. Task: %s. Definition: %s
        %s
        Write the instructions in the language with the code %s. %s
        Answer with a JSON list of texts and nothing else.
        """
        .formatted(
            count,
            spec.name(),
            spec.language(),
            spec.task(),
            definition,
            labels,
            language,
            problem);
  }
}
