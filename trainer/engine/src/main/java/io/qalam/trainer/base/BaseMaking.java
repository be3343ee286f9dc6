package io.qalam.trainer.base;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a base in a folder: train the tokenizer, predict next tokens, tune on instructions, measure
 * on development rows.
 *
 * <p>Killed, it resumes at its last checkpoint in {@code OUT.work}. Bases that differ in their
 * tuning alone can share the first phase: {@link #nextTokens} makes it, {@link #beginAfter} takes
 * it over.
 */
public final class BaseMaking {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(4);
  private static final int MAX_TOKENS = 160;

  /** How often the tokenizer's trainer counts a phrase of the prompt: it stands in every row. */
  private static final int PHRASE_WEIGHT = 500;

  private static final int DEVELOPMENT_ROWS = 500;

  private final Corpus corpus;
  private final BaseRecipe recipe;
  private final Path out;
  private final Path work;
  private final Instructions instructions;

  public BaseMaking(Corpus corpus, BaseRecipe recipe, Path out) throws IOException {
    this.corpus = corpus;
    this.recipe = recipe;
    this.out = Files.createDirectories(out);
    this.work = Files.createDirectories(out.resolveSibling(out.getFileName() + ".work"));
    this.instructions = Instructions.of(corpus).without(recipe.leftOut());
  }

  /** The whole base, its figures among them; the caller writes those. */
  public ObjectNode make() throws IOException {
    ObjectNode figures = JSON.createObjectNode();
    figures.set("rows", JSON.valueToTree(corpus.counts()));
    figures.put("heldOutTexts", corpus.heldOutTexts());
    trainTokenizer();
    try (TextTokenizer tokenizer = TextTokenizer.open(out)) {
      figures.set(
          "tokensPerWord",
          JSON.valueToTree(TokensPerWord.measure(tokenizer, corpus.developmentTexts())));
      train(new ChatPrompt(tokenizer), figures);
    }
    figures.set("development", JSON.valueToTree(development()));
    return figures;
  }

  /** The first phase alone. */
  void nextTokens() throws IOException {
    trainTokenizer();
    try (TextTokenizer tokenizer = TextTokenizer.open(out)) {
      ChatPrompt prompt = new ChatPrompt(tokenizer);
      try (PretrainingRun run = open(recipe.config(prompt))) {
        run.run(List.of(nextTokens(documents(prompt))));
      }
    }
  }

  /** Goes on where another's first phase ended, unless this one has begun. */
  void beginAfter(BaseMaking first) throws IOException {
    PretrainingRun.copyCheckpoint(first.work, work);
  }

  private void trainTokenizer() throws IOException {
    if (!Files.exists(out.resolve("tokenizer_config.json"))) {
      Map<String, Integer> texts = corpus.tokenizerTexts();
      ChatPrompt.PHRASES.forEach(phrase -> texts.put(phrase, PHRASE_WEIGHT));
      Instructions.of(corpus).phrases().forEach(phrase -> texts.put(phrase, PHRASE_WEIGHT));
      TokenizerFile.train(texts, BaseRecipe.VOCABULARY, out);
    }
  }

  private void train(ChatPrompt prompt, ObjectNode figures) throws IOException {
    List<TokenRow> documents = documents(prompt);
    long documentTokens = documents.stream().mapToLong(row -> row.ids().length).sum();
    figures.put("documents", documents.size()).put("documentTokens", documentTokens);
    System.err.printf("%d documents, %d tokens%n", documents.size(), documentTokens);
    LlamaConfig config = recipe.config(prompt);
    try (PretrainingRun run = open(config)) {
      run.run(List.of(nextTokens(documents), tuning(prompt)));
      Safetensors.writeBfloats(out.resolve("model.safetensors"), run.weights());
      config.write(out);
      figures
          .put("parameters", config.parameters())
          .put("trainingSeconds", Math.round(run.seconds()))
          .put("compute", run.compute().name().toLowerCase(Locale.ROOT));
      figures.set("losses", run.curve());
    }
  }

  private PretrainingRun open(LlamaConfig config) throws IOException {
    return new PretrainingRun(config, work, recipe.seed(), CHECKPOINT_EVERY);
  }

  private List<TokenRow> documents(ChatPrompt prompt) {
    return corpus.documents().stream()
        .map(text -> TokenRow.plain(prompt.document(text, MAX_TOKENS)))
        .toList();
  }

  private PretrainingRun.Phase nextTokens(List<TokenRow> documents) {
    return new PretrainingRun.Phase(
        "next-token", epochSeed -> documents, recipe.pretrainTokens(), 3e-3f, 1e-3f);
  }

  private PretrainingRun.Phase tuning(ChatPrompt prompt) {
    return new PretrainingRun.Phase(
        "instructions",
        epochSeed -> rows(instructions.epoch(epochSeed), prompt),
        recipe.tuneTokens(),
        1.5e-3f,
        0);
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

  private Map<String, Double> development() throws IOException {
    Map<String, Double> scores = new LinkedHashMap<>();
    try (Engine engine = Engine.open(out, "cpu", Runtime.getRuntime().availableProcessors())) {
      for (Map.Entry<String, List<TrainingExample>> task :
          instructions.development(DEVELOPMENT_ROWS).entrySet()) {
        double score = MacroF1.of(engine, null, task.getValue());
        scores.put(task.getKey(), score);
        System.err.printf(
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
