package io.qalam.trainer.serve;

import ai.djl.Device;
import io.qalam.trainer.file.Pace;
import io.qalam.trainer.fit.AnswerLoss;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.fit.WrittenExample;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.ModelWeights;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.PeftFolder;
import io.qalam.trainer.quant.QuantisedFolder;
import io.qalam.trainer.quant.QuantisedModel;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.SummaryTask;
import io.qalam.trainer.text.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One base model on one device: it scores labels and trains adapters.
 *
 * <p>Confined to the thread that opened it: native state (grad mode, executor) is kept per thread.
 * {@link #close()} frees the base; adapters and trainings are closed by whoever asked for them,
 * before.
 */
public final class Engine implements AutoCloseable {
  private static final Pattern DEVICE = Pattern.compile("cpu|cuda(?::(\\d+))?");

  private final String baseModelId;
  private final LlamaModel model;
  private final TextTokenizer tokenizer;
  private final EngineMemory memory;
  private final ChatPrompt prompt;
  private final LabelScorer scorer;
  private final Generator generator;
  private final Summariser summariser;

  private Engine(
      String baseModelId, LlamaModel model, TextTokenizer tokenizer, EngineMemory memory) {
    this.memory = memory;
    this.baseModelId = baseModelId;
    this.model = model;
    this.tokenizer = tokenizer;
    this.prompt = new ChatPrompt(tokenizer);
    this.scorer = new LabelScorer(model, prompt, memory.keptTokens());
    this.generator =
        new Generator(
            model, Set.of(prompt.endOfTurn(), prompt.endOfText()), memory::requireGeneration);
    this.summariser = new Summariser(model, prompt, tokenizer, generator);
  }

  /**
   * Loads a Hugging Face model folder, plain or quantised to NF4.
   *
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
   * @param threads of the matrix products; takes effect for the first engine of a process
   * @throws ModelException if the folder is no Llama model that Qalam can run
   * @throws io.qalam.trainer.memory.MemoryExceededException before any memory is taken, if its
   *     weights would need more than there is
   */
  public static Engine open(Path baseModel, String device, int threads) {
    return open(baseModel, device, threads, Compute.fastestOn(device));
  }

  /** As {@link #open(Path, String, int)}, in a given number format. */
  public static Engine open(Path baseModel, String device, int threads, Compute compute) {
    prepare(device, threads);
    Device where = device(device);
    EngineMemory memory = EngineMemory.of(baseModel, where, compute);
    memory.requireWeights();
    TextTokenizer tokenizer = TextTokenizer.open(baseModel);
    try {
      tokenizer.requireFits(LlamaConfig.read(baseModel));
      return open(baseModel, where, compute, tokenizer, memory);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** The headers are checked before every byte is read for the id: of 8B there are 16 GB. */
  private static Engine open(
      Path baseModel,
      Device device,
      Compute compute,
      TextTokenizer tokenizer,
      EngineMemory memory) {
    LlamaModel model =
        QuantisedFolder.isQuantised(baseModel)
            ? QuantisedModel.open(baseModel, device, compute)
            : LlamaModel.open(baseModel, device, compute);
    try {
      return new Engine(id(baseModel), model, tokenizer, memory);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Settings of the native library, which it reads once in a process; what the command line sets is
   * left alone. On a CPU nothing is ever fetched from the network.
   */
  public static void prepare(String device, int threads) {
    setUnlessSet("ai.djl.pytorch.num_threads", Integer.toString(threads));
    if (device.equals("cpu")) {
      setUnlessSet("ai.djl.offline", "true");
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static Device device(String device) {
    Matcher matcher = DEVICE.matcher(device);
    if (!matcher.matches()) {
      throw new ModelException("Device found '" + device + "', expected cpu, cuda or cuda:N");
    }
    if (device.equals("cpu")) {
      return Device.cpu();
    }
    return Device.gpu(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
  }

  /**
   * What {@link #baseModelId()} would be, without opening anything but to read it.
   *
   * @throws ModelException if the folder is none or has no weights
   */
  public static String id(Path folder) {
    Path config = folder.resolve("config.json");
    List<Path> files = new ArrayList<>(List.of(config));
    files.addAll(ModelWeights.open(folder).files());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return folder.toRealPath().getFileName()
          + "-"
          + HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new ModelException(folder + ": cannot be read: " + e, e);
    }
  }

  /**
   * The folder's name and the first 12 hex digits of the SHA-256 of config.json and the weights'
   * files, by name.
   */
  public String baseModelId() {
    return baseModelId;
  }

  /**
   * Loads a PEFT folder; the caller closes the adapter on the engine's thread.
   *
   * <p>The one method that any thread may call: files are read and checked in Java, and tensors are
   * made in a manager of their own, so that the engine's thread answers meanwhile.
   *
   * @throws io.qalam.trainer.lora.AdapterException if it is no LoRA adapter for this base
   */
  public LoraAdapter load(Path adapterFolder) {
    return load(adapterFolder, Pace.full());
  }

  /** The same at another pace: beside batches, on another thread than they. */
  public LoraAdapter load(Path adapterFolder, Pace pace) {
    return PeftFolder.read(adapterFolder, baseModelId, model, pace);
  }

  /** Scores whole labels: log p(label | prompt), normalised over the task's labels. */
  public List<LabelScore> score(@Nullable LoraAdapter adapter, LabelTask task, List<String> texts) {
    return scorer.score(List.of(new ScoreRequest(adapter, task, texts))).get(0);
  }

  /** Scores posts of several questions and adapters in common batches; one list a request. */
  public List<List<LabelScore>> score(List<ScoreRequest> requests) {
    return scorer.score(requests);
  }

  /**
   * Continues the prompts of posts by the most probable tokens, and returns what was written.
   *
   * @param mostTokens of one answer
   * @throws io.qalam.trainer.memory.MemoryExceededException before any memory is taken, if a batch
   *     would need more than there is
   */
  public List<String> generate(
      @Nullable LoraAdapter adapter,
      LabelTask task,
      List<String> texts,
      int mostTokens,
      Generation listener) {
    int room = Math.min(LabelScorer.MAX_PROMPT, model.maxTokens() - mostTokens);
    int[] opening = prompt.opening(task);
    List<int[]> prompts = texts.stream().map(t -> prompt.prompt(opening, t, room)).toList();
    return written(adapter, prompts, mostTokens, listener);
  }

  /** As {@link #generate(LoraAdapter, LabelTask, List, int, Generation)}, for summaries. */
  public List<String> generate(
      @Nullable LoraAdapter adapter,
      SummaryTask task,
      List<String> texts,
      int mostTokens,
      Generation listener) {
    int room = Math.min(LabelScorer.MAX_PROMPT, model.maxTokens() - mostTokens);
    List<int[]> prompts = texts.stream().map(t -> prompt.prompt(task, t, room)).toList();
    return written(adapter, prompts, mostTokens, listener);
  }

  /**
   * Writes a summary of each text, to its first full stop.
   *
   * @param mostTokens of one summary
   * @param cancelled asked before every step; true ends with what there is
   * @throws io.qalam.trainer.memory.MemoryExceededException before any memory is taken, if a batch
   *     would need more than there is
   */
  public List<WrittenSummary> summarise(
      @Nullable LoraAdapter adapter,
      SummaryTask task,
      List<String> texts,
      int mostTokens,
      BooleanSupplier cancelled) {
    return summariser.write(adapter, task, texts, mostTokens, cancelled);
  }

  private List<String> written(
      @Nullable LoraAdapter adapter, List<int[]> prompts, int mostTokens, Generation listener) {
    StreamedGeneration streamed = new StreamedGeneration(listener, tokenizer);
    List<int[]> ids = generator.generate(adapter, prompts, mostTokens, streamed);
    streamed.end();
    return ids.stream().map(tokenizer::decode).toList();
  }

  /**
   * Starts or resumes a LoRA run; the caller closes it.
   *
   * @param from the adapter to train on from, or null for a new one; it may be closed at once
   * @param checkpoint a folder that {@link LoraTraining#checkpoint} wrote for the same spec and
   *     rows, or null
   * @throws io.qalam.trainer.memory.MemoryExceededException before any memory is taken, if the run
   *     would need more than there is
   */
  public LoraTraining train(
      LoraRunSpec spec,
      List<TrainingExample> rows,
      @Nullable LoraAdapter from,
      @Nullable Path checkpoint) {
    return LoraTraining.open(
        model,
        prompt,
        baseModelId,
        spec,
        rows,
        from,
        checkpoint,
        tokens -> memory.requireTraining(spec, tokens));
  }

  /**
   * Starts or resumes a run of instruction tuning, as {@link #train} does; the rows' order is the
   * recipe's.
   */
  public LoraTraining trainWritten(
      LoraRunSpec spec,
      List<WrittenExample> rows,
      @Nullable LoraAdapter from,
      @Nullable Path checkpoint) {
    return LoraTraining.openWritten(
        model,
        prompt,
        baseModelId,
        spec,
        rows,
        from,
        checkpoint,
        tokens -> memory.requireTraining(spec, tokens));
  }

  /** The mean negative log-likelihood of the answers' tokens, in nats per token. */
  public float loss(@Nullable LoraAdapter adapter, List<WrittenExample> rows, int maxTokens) {
    Adapted adapted = Adapted.of(model, adapter);
    return AnswerLoss.of(
        model,
        adapted.tensors(),
        adapted.slots(),
        adapted.table(),
        adapted.scaling(),
        prompt,
        rows,
        maxTokens);
  }

  /** The base model's configuration. */
  public LlamaConfig config() {
    return model.config();
  }

  /** Whether the base's linear layers are in four bits. */
  public boolean isPacked() {
    return model.isPacked();
  }

  @Override
  public void close() {
    scorer.close();
    model.close();
    tokenizer.close();
  }
}
