package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.answer.Answer;
import io.qalam.trainer.answer.AnswerReader;
import io.qalam.trainer.cli.Posts.Post;
import io.qalam.trainer.eval.Calibration;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.Generation;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./qalam predict}: labels for posts from the command line. */
public final class Predict {

  static final String HELP =
      """
      ./qalam predict --labels a,b,c --instruction TEXT [options]
        reads posts, one JSON object a line with text and perhaps id, and prints for each a line of
        JSON: the most probable label, every label's probability, and the margin between the first two

        --in FILE             the posts; without, standard input
        --model DIR           a Hugging Face folder of a Llama, plain or from ./qalam quantise
                              (the base that ships)
        --adapter DIR         a PEFT folder made for it (./qalam train, ./qalam adapter import)
        --written             the label as the model writes it (temperature 0), with the answer's kind,
                              instead of probabilities
        --stream              with --written: a line for each piece of text as it is written, with the
                              post's number among those read and whole letters only, before the lines
                              of the answers
        --temperature T       of the probabilities, 0.05 to 20: what ./qalam eval fitted on a dataset's
                              development rows makes them believable there (1, as they come)
        --threads N           of the matrix products (all cores)
        --json                changes nothing: the output is a JSON object a line

        Example: echo '{"text": "خدمة ممتازة"}' |
          ./qalam predict --labels positive,negative --instruction "Sentiment of the post?"
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of(
          "--labels",
          "--instruction",
          "--in",
          "--model",
          "--adapter",
          "--temperature",
          "--threads");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Posts in memory at once. */
  private static final int AT_ONCE = 256;

  private static final int MOST_TOKENS = 20;

  private Predict() {}

  public static void main(String[] arguments) {
    Command.run(
        arguments,
        HELP,
        () -> run(new Options(arguments, OPTIONS, Set.of("--written", "--stream", "--json"))));
  }

  private static void run(Options options) throws IOException {
    LabelTask task = new LabelTask("", "", instruction(options), labels(options));
    try (Posts posts = posts(options);
        Engine engine = Engine.open(options.model(), "cpu", options.threads())) {
      LoraAdapter adapter =
          options.has("--adapter") ? engine.load(options.path("--adapter")) : null;
      try {
        Asked asked =
            new Asked(task, temperature(options), options.has("--written"), stream(options));
        predict(engine, adapter, asked, posts);
      } finally {
        if (adapter != null) {
          adapter.close();
        }
      }
    }
  }

  /** What is wanted of every post. */
  private record Asked(LabelTask task, double temperature, boolean written, boolean stream) {}

  private static boolean stream(Options options) {
    if (options.has("--stream") && !options.has("--written")) {
      throw new IllegalArgumentException("Option --stream found without --written, which it needs");
    }
    return options.has("--stream");
  }

  static double temperature(Options options) {
    String given = options.text("--temperature", "1");
    try {
      double temperature = Double.parseDouble(given);
      if (temperature >= 0.05 && temperature <= 20) {
        return temperature;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "Option --temperature found '" + given + "', expected a number from 0.05 to 20");
  }

  private static String instruction(Options options) {
    if (options.text("--instruction").isBlank()) {
      throw new IllegalArgumentException("Option --instruction is blank, expected what is asked");
    }
    return options.text("--instruction");
  }

  static List<String> labels(Options options) {
    String given = options.text("--labels");
    List<String> labels = Arrays.stream(given.split(",", -1)).map(String::strip).toList();
    if (labels.size() < 2
        || labels.stream().distinct().count() < labels.size()
        || labels.contains("")) {
      throw new IllegalArgumentException(
          "Option --labels found '" + given + "', expected two or more that differ, as a,b");
    }
    return labels;
  }

  private static Posts posts(Options options) throws IOException {
    return options.has("--in") ? Posts.of(options.path("--in")) : Posts.ofStandardInput();
  }

  private static void predict(
      Engine engine, @Nullable LoraAdapter adapter, Asked asked, Posts posts) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (List<Post> some = posts.next(AT_ONCE); !some.isEmpty(); some = posts.next(AT_ONCE)) {
      print(engine, adapter, asked, some, out);
    }
  }

  private static void print(
      Engine engine,
      @Nullable LoraAdapter adapter,
      Asked asked,
      List<Post> posts,
      PrintStream out) {
    LabelTask task = asked.task;
    List<String> texts = posts.stream().map(Post::text).toList();
    if (asked.written) {
      AnswerReader reader = new AnswerReader(task.labels());
      Generation pieces = asked.stream ? new Pieces(posts, out) : (prompt, id) -> {};
      List<String> answers = engine.generate(adapter, task, texts, MOST_TOKENS, pieces);
      for (int i = 0; i < posts.size(); i++) {
        out.println(line(posts.get(i), task, answers.get(i), reader.read(answers.get(i))));
      }
    } else {
      List<LabelScore> scores = engine.score(adapter, task, texts);
      for (int i = 0; i < posts.size(); i++) {
        LabelScore score = Calibration.scaled(scores.get(i), asked.temperature);
        out.println(line(posts.get(i), task, score));
      }
    }
    out.flush();
  }

  /** Prints what is being written. */
  private record Pieces(List<Post> posts, PrintStream out) implements Generation {
    @Override
    public void token(int prompt, int id) {}

    @Override
    public void text(int prompt, String text) {
      out.println(begun(posts.get(prompt)).put("post", prompt + 1).put("piece", text));
      out.flush();
    }
  }

  private static ObjectNode begun(Post post) {
    ObjectNode json = JSON.createObjectNode();
    if (!post.id().isMissingNode()) {
      json.set("id", post.id());
    }
    return json;
  }

  private static ObjectNode line(Post post, LabelTask task, LabelScore score) {
    ObjectNode json = begun(post).put("label", task.labels().get(score.best()));
    ObjectNode probabilities = json.putObject("probabilities");
    for (int i = 0; i < task.labels().size(); i++) {
      probabilities.put(task.labels().get(i), score.probabilities()[i]);
    }
    return json.put("margin", score.margin());
  }

  private static ObjectNode line(Post post, LabelTask task, String written, Answer answer) {
    ObjectNode json = begun(post);
    if (answer.label() >= 0) {
      json.put("label", task.labels().get(answer.label()));
    } else {
      json.putNull("label");
    }
    return json.put("kind", answer.kind().name()).put("written", written);
  }
}
