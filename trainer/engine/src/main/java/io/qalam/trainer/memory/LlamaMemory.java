package io.qalam.trainer.memory;

import io.qalam.trainer.llama.Linear;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.TorchArchive;
import java.util.Arrays;
import java.util.List;

/**
 * What a Llama needs, reckoned from its configuration alone.
 *
 * <p>Counted is what stays in memory together at the worst moment of the graph, tensor by tensor;
 * not counted are the allocator's own losses. Letters as in package {@code llama}, F the MLP's
 * inner size.
 */
public final class LlamaMemory {

  /** The Java process and PyTorch's libraries. */
  static final long PROGRAM = 256L << 20;

  private static final int MOST_KEPT_TOKENS = 16_384;
  private static final long MOST_KEPT_BYTES = 256L << 20;
  private static final int BLOCK = 64;
  private static final int NESTED_BLOCK = 256;

  private final LlamaConfig config;
  private final BaseFormat format;

  public LlamaMemory(LlamaConfig config, BaseFormat format) {
    this.config = config;
    this.format = format;
  }

  /**
   * A LoRA run.
   *
   * @param rank of all seven modules of a layer
   * @param embeddings whether the embeddings are tuned, too
   * @param dropout whether there is any
   * @param tokens of the largest pass; none of them is padding
   * @param checkpointed whether a layer's activations are computed again on the way back
   */
  public record Run(
      int rank, boolean embeddings, boolean dropout, long tokens, boolean checkpointed) {}

  /** What is there before any weight. */
  public MemoryNeed program() {
    return new MemoryNeed(List.of()).plus("program", PROGRAM);
  }

  /** Tokens whose keys and values are kept for scoring, so that they stay within 256 MiB. */
  public int keptTokens() {
    return (int) Math.min(MOST_KEPT_TOKENS, MOST_KEPT_BYTES / keysAndValues());
  }

  private long openings() {
    return keptTokens() * keysAndValues();
  }

  /** Of one token in all layers. */
  private long keysAndValues() {
    return 2L
        * config.layers()
        * config.keyValueHeads()
        * config.headSize()
        * format.computeBytes();
  }

  /** The weights at rest, and the program. */
  public MemoryNeed weights() {
    MemoryNeed need = program().plus("openings kept for scoring", openings());
    if (format.isPacked()) {
      long rest = config.parameters() - linearParameters();
      return need.plus("linear layers in NF4", nf4Bytes())
          .plus("embeddings, norms and head", format.computeBytes() * rest);
    }
    return need.plus(
        format == BaseFormat.BFLOAT16 ? "weights in bf16" : "weights in 32 bits",
        config.parameters() * format.computeBytes());
  }

  /** Training an adapter. */
  public MemoryNeed training(Run run) {
    long adapter = adapterParameters(run);
    MemoryNeed need =
        weights()
            .plus("adapter: masters, gradients, AdamW's two moments", 16 * adapter)
            .plus("adapter as it is multiplied", copied(adapter))
            .plus("activations", activations(run))
            .plus(
                "logits of one part of the loss",
                logits(Math.min(TorchArchive.LOSS_ROWS, run.tokens)));
    if (!format.isPacked()) {
      return need;
    }
    long kept = run.checkpointed ? linearParameters() / config.layers() : linearParameters();
    return need.plus(
            "weights made of their four bits, for the way back", format.computeBytes() * kept)
        .plus("a weight while it is made of its four bits", scratch());
  }

  /**
   * Scoring labels.
   *
   * @param tokens of the rows that run together, their labels' included
   * @param seen tokens of the openings before them, each counted for every row that sees it
   * @param asked tokens whose logits are wanted
   */
  public MemoryNeed scoring(long tokens, long seen, long asked) {
    long size = format.computeBytes();
    long together = Math.min(TorchArchive.LOSS_ROWS, asked);
    MemoryNeed need =
        weights()
            .plus(
                "keys and values of one layer", keysAndValues() / config.layers() * (tokens + seen))
            .plus("one layer of the posts", tokens * perTokenAndLayer())
            .plus("logits", together * config.vocabSize() * (size + 8));
    return format.isPacked()
        ? need.plus("a weight while it is made of its four bits", scratch())
        : need;
  }

  /**
   * Generating.
   *
   * @param rows that run together
   * @param tokens of prompt and answer
   */
  public MemoryNeed generation(long rows, long tokens) {
    long size = format.computeBytes();
    MemoryNeed need =
        weights()
            .plus(
                "keys and values, and the same a token longer", 2 * keysAndValues() * rows * tokens)
            .plus("one layer of the prompt", rows * tokens * perTokenAndLayer())
            .plus("logits", rows * config.vocabSize() * (size + 4));
    return format.isPacked()
        ? need.plus("a weight while it is made of its four bits", scratch())
        : need;
  }

  /** Half a byte each, a byte a block, 4 bytes 256 blocks, an offset each; two tables for all. */
  private long nf4Bytes() {
    long bytes = 4 * (512 + 256);
    for (long[] shape : config.linears().values()) {
      long elements = shape[0] * shape[1];
      long blocks = (elements + BLOCK - 1) / BLOCK;
      bytes += elements / 2 + blocks + 4 * ((blocks + NESTED_BLOCK - 1) / NESTED_BLOCK) + 4;
    }
    return bytes;
  }

  private long linearParameters() {
    return config.linears().values().stream().mapToLong(shape -> shape[0] * shape[1]).sum();
  }

  /** The largest: half as many 32-bit indices, 32-bit products, and the 16 bits they become. */
  private long scratch() {
    return 8
        * config.linears().values().stream()
            .mapToLong(shape -> shape[0] * shape[1])
            .max()
            .orElse(0);
  }

  private long adapterParameters(Run run) {
    long width =
        Arrays.stream(Linear.values())
            .mapToLong(linear -> linear.inputs(config) + linear.outputs(config))
            .sum();
    long embeddings = run.embeddings ? (long) config.vocabSize() * config.hiddenSize() : 0;
    return run.rank * width * config.layers() + embeddings;
  }

  private long copied(long parameters) {
    return format.computeBytes() == 4 ? 0 : format.computeBytes() * parameters;
  }

  /** All layers', or of each its input and of one all. */
  private long activations(Run run) {
    long layer = perTokenAndLayer() + perTokenOfAdapter(run);
    long input = (long) config.hiddenSize() * format.computeBytes();
    long perToken = run.checkpointed ? config.layers() * input + layer : config.layers() * layer;
    return run.tokens * (perToken + 2 * input);
  }

  /**
   * What autograd keeps of a layer: the inputs of both norms in 32 bits (2 D) and what they give (2
   * D), queries, keys and values for every head, what attention gives and that in order (5 H E),
   * gate, its SiLU, up and their product (4 F), and attention's logarithms (H, 32 bits).
   */
  private long perTokenAndLayer() {
    long attention = 5L * config.heads() * config.headSize();
    long kept = 2L * config.hiddenSize() + attention + 4L * config.intermediateSize();
    return 8L * config.hiddenSize() + kept * format.computeBytes() + 4L * config.heads();
  }

  /** A's products, and with dropout each module's own input and its mask. */
  private long perTokenOfAdapter(Run run) {
    long low = (long) Linear.values().length * run.rank * format.computeBytes();
    long inputs = Arrays.stream(Linear.values()).mapToLong(linear -> linear.inputs(config)).sum();
    return low + (run.dropout ? inputs * (format.computeBytes() + 1) : 0);
  }

  /** In 32 bits, and their softmax's logarithms. */
  private long logits(long rows) {
    return rows * config.vocabSize() * 8;
  }
}
