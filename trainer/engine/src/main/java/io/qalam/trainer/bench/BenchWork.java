package io.qalam.trainer.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The labelled posts that both sides work on, as text for ours and as token ids for the other: the
 * same prompts and answers to the token.
 */
record BenchWork(LabelTask task, List<TrainingExample> rows) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads {@code text} and {@code label} of a JSONL file, in an order that the seed decides. */
  static BenchWork read(Path file, LabelTask task, long seed) throws IOException {
    List<TrainingExample> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode json = JSON.readTree(line);
      rows.add(new TrainingExample(task, json.path("text").asText(), json.path("label").asText()));
    }
    Collections.shuffle(rows, new Random(seed));
    return new BenchWork(task, List.copyOf(rows));
  }

  /** The same posts, each asked for in words of its own: no two prompts begin alike. */
  BenchWork apart() {
    List<TrainingExample> different = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      LabelTask own =
          new LabelTask(task.task(), task.language(), i + ". " + task.instruction(), task.labels());
      different.add(new TrainingExample(own, rows.get(i).text(), rows.get(i).label()));
    }
    return new BenchWork(task, List.copyOf(different));
  }

  /** Writes {@code rows: [{prompt, answer}]}, {@code opening} and {@code labels} as ids. */
  void writeIds(Path model, Path out) throws IOException {
    try (TextTokenizer tokenizer = TextTokenizer.open(model)) {
      ChatPrompt prompt = new ChatPrompt(tokenizer);
      ObjectNode json = JSON.createObjectNode();
      json.set("opening", JSON.valueToTree(prompt.opening(task)));
      ArrayNode labels = json.putArray("labels");
      task.labels().forEach(label -> labels.add(JSON.valueToTree(prompt.answer(label))));
      ArrayNode all = json.putArray("rows");
      for (TrainingExample row : rows) {
        all.addObject()
            .<ObjectNode>set("prompt", JSON.valueToTree(prompt.prompt(row.task(), row.text(), 250)))
            .set("answer", JSON.valueToTree(prompt.answer(row.label())));
      }
      Files.writeString(out, json.toString());
    }
  }
}
