package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.corpus.Corpus;
import io.qalam.trainer.corpus.Instructions;
import io.qalam.trainer.fit.TokenRow;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.Safetensors;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.TextTokenizer;
import io.qalam.trainer.text.TokenizerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes the small base model from texts alone: {@code --data DIR --own FILES --never FILES --out
 * DIR --seed N}.
 *
 * <p>Collect and check the texts, train the tokenizer, predict next tokens, tune on instructions,
 * measure on development rows. One seeded command; killed, it resumes at its last checkpoint in
 * {@code OUT.work}.
 */
public final class Pretrain {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(4);
  private static final int VOCABULARY = 8192;
  private static final int MAX_TOKENS = 160;

  /** How often the tokenizer's trainer counts a phrase of the prompt: it stands in every row. */
  private static final int PHRASE_WEIGHT = 500;

  private static final int DEVELOPMENT_ROWS = 500;
  private static final Set<String> OPTIONS =
      Set.of(
          "--data",
          "--own",
          "--never",
          "--out",
          "--seed",
          "--pretrain-tokens",
          "--tune-tokens",
          "--layers",
          "--threads");

  private final Options options;
  private final Path out;
  private final Path work;
  private final long seed;

  private Pretrain(Options options) {
    this.options = options;
    this.out = options.path("--out");
    this.work = out.resolveSibling(out.getFileName() + ".work");
    this.seed = options.number("--seed", 1);
  }

  public static void main(String[] arguments) throws IOException {
    Options options = new Options(arguments, OPTIONS);
    Engine.prepare(
        "cpu", (int) options.number("--threads", Runtime.getRuntime().availableProcessors()));
    new Pretrain(options).make();
  }

  private void make() throws IOException {
    Files.createDirectories(out);
    Files.createDirectories(work);
    Corpus corpus =
        Corpus.read(options.path("--data"), options.paths("--own"), options.paths("--never"));
    System.out.println("rows " + corpus.counts() + ", held-out texts " + corpus.heldOutTexts());
    if (!Files.exists(out.resolve("tokenizer_config.json"))) {
      TokenizerFile.train(tokenizerTexts(corpus), VOCABULARY, out);
    }
    ObjectNode figures = JSON.createObjectNode().put("command", command());
    figures.set("rows", JSON.valueToTree(corpus.counts()));
    figures.put("heldOutTexts", corpus.heldOutTexts());
    Instructions instructions = new Instructions(corpus);
    try (TextTokenizer tokenizer = TextTokenizer.open(out)) {
      figures.set(
          "tokensPerWord",
          JSON.valueToTree(TokensPerWord.measure(tokenizer, corpus.developmentTexts())));
      System.out.println("tokens per word " + figures.get("tokensPerWord"));
      train(corpus, instructions, new ChatPrompt(tokenizer), figures);
    }
    figures.set("development", JSON.valueToTree(measure(instructions)));
    Files.writeString(out.resolve("training.json"), figures.toPrettyString() + "\n");
    Files.writeString(out.resolve("README.md"), ModelCard.text(figures));
  }

  /** What makes this base again; the output's folder is the reader's to name. */
  private String command() {
    return String.join(
        " \\\n  ",
        "./qalam pretrain --data " + options.text("--data"),
        "--own " + options.text("--own"),
        "--never " + options.text("--never"),
        "--pretrain-tokens " + pretrainTokens() + " --tune-tokens " + tuneTokens(),
        "--seed " + seed + " --out DIR");
  }

  private long pretrainTokens() {
    return options.number("--pretrain-tokens", 2_500_000);
  }

  private long tuneTokens() {
    return options.number("--tune-tokens", 6_000_000);
  }

  private static Map<String, Integer> tokenizerTexts(Corpus corpus) {
    Map<String, Integer> texts = corpus.tokenizerTexts();
    ChatPrompt.PHRASES.forEach(phrase -> texts.put(phrase, PHRASE_WEIGHT));
    new Instructions(corpus).phrases().forEach(phrase -> texts.put(phrase, PHRASE_WEIGHT));
    return texts;
  }

  private void train(
      Corpus corpus, Instructions instructions, ChatPrompt prompt, ObjectNode figures)
      throws IOException {
    List<TokenRow> documents =
        corpus.documents().stream()
            .map(text -> TokenRow.plain(prompt.document(text, MAX_TOKENS)))
            .toList();
    long documentTokens = documents.stream().mapToLong(row -> row.ids().length).sum();
    figures.put("documents", documents.size()).put("documentTokens", documentTokens);
    System.out.printf("%d documents, %d tokens%n", documents.size(), documentTokens);
    LlamaConfig config = config(prompt);
    try (PretrainingRun run = new PretrainingRun(config, work, seed, CHECKPOINT_EVERY)) {
      run.run(
          List.of(
              new PretrainingRun.Phase(
                  "next-token", epochSeed -> documents, pretrainTokens(), 3e-3f, 1e-3f),
              new PretrainingRun.Phase(
                  "instructions",
                  epochSeed -> rows(instructions.epoch(epochSeed), prompt),
                  tuneTokens(),
                  1.5e-3f,
                  0)));
      Safetensors.writeBfloats(out.resolve("model.safetensors"), run.weights());
      config.write(out);
      figures
          .put("parameters", config.parameters())
          .put("trainingSeconds", Math.round(run.seconds()))
          .put("compute", run.compute().name().toLowerCase(Locale.ROOT));
      figures.set("losses", run.curve());
    }
  }

  private static List<TokenRow> rows(List<TrainingExample> examples, ChatPrompt prompt) {
    return examples.stream()
        .filter(e -> prompt.fits(e.task(), MAX_TOKENS))
        .map(
            e ->
                TokenRow.answer(
                    prompt.prompt(e.task(), e.text(), MAX_TOKENS), prompt.answer(e.label())))
        .toList();
  }

  private LlamaConfig config(ChatPrompt prompt) {
    int layers = (int) options.number("--layers", 4);
    LlamaConfig.RopeScaling scaling = new LlamaConfig.RopeScaling(8, 1, 4, 8192);
    return new LlamaConfig(
        VOCABULARY,
        256,
        704,
        layers,
        8,
        4,
        32,
        1e-5,
        10_000,
        scaling,
        true,
        1024,
        prompt.begin(),
        prompt.endOfTurn());
  }

  private Map<String, Double> measure(Instructions instructions) throws IOException {
    Map<String, Double> scores = new java.util.LinkedHashMap<>();
    try (Engine engine = Engine.open(out, "cpu", Runtime.getRuntime().availableProcessors())) {
      for (Map.Entry<String, List<TrainingExample>> task :
          instructions.development(DEVELOPMENT_ROWS).entrySet()) {
        double score = MacroF1.of(engine, null, task.getValue());
        scores.put(task.getKey(), score);
        System.out.printf(
            Locale.ROOT,
            "development %s: macro-F1 %.3f on %d rows%n",
            task.getKey(),
            score,
            task.getValue().size());
      }
    }
    return scores;
  }
}
