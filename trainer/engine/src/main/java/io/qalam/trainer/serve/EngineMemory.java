package io.qalam.trainer.serve;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.memory.BaseFormat;
import io.qalam.trainer.memory.LlamaMemory;
import io.qalam.trainer.memory.MemoryLimit;
import io.qalam.trainer.memory.MemoryNeed;
import io.qalam.trainer.quant.QuantisedFolder;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;

/** Compares what a base model and a run on it need with what there is, before it is taken. */
final class EngineMemory {
  private final LlamaMemory need;
  private final Device device;
  private final boolean packed;
  private long mostScored;

  private EngineMemory(LlamaMemory need, Device device, boolean packed) {
    this.need = need;
    this.device = device;
    this.packed = packed;
  }

  /**
   * @throws io.qalam.trainer.llama.ModelException if the folder's configuration is no Llama's
   */
  static EngineMemory of(Path baseModel, Device device, Compute compute) {
    boolean packed = QuantisedFolder.isQuantised(baseModel);
    LlamaConfig config = LlamaConfig.read(baseModel);
    return new EngineMemory(new LlamaMemory(config, format(packed, compute)), device, packed);
  }

  private static BaseFormat format(boolean packed, Compute compute) {
    if (packed) {
      return compute == Compute.FLOAT32 ? BaseFormat.NF4_FLOAT32 : BaseFormat.NF4;
    }
    return compute == Compute.FLOAT32 ? BaseFormat.FLOAT32 : BaseFormat.BFLOAT16;
  }

  /** The process itself is there already. */
  void requireWeights() {
    limit().requireBeside(need.program(), need.weights());
  }

  int keptTokens() {
    return need.keptTokens();
  }

  /**
   * @param embeddings whether they are tuned, by the spec or by the adapter that the run goes on
   *     from
   * @param tokens of the run's largest pass
   */
  void requireTraining(LoraRunSpec spec, boolean embeddings, long tokens) {
    LlamaMemory.Run run =
        new LlamaMemory.Run(
            spec.lora().rank(),
            embeddings,
            spec.lora().dropout() > 0,
            tokens,
            spec.footprint().recompute() || packed);
    limit().requireBeside(need.weights(), need.training(run));
  }

  /**
   * @param rows that are continued together
   * @param tokens of the longest, with its continuation
   */
  void requireGeneration(long rows, long tokens) {
    limit().requireBeside(need.weights(), need.generation(rows, tokens));
  }

  /**
   * Asks the machine where a batch needs more than any before it.
   *
   * @param tokens of the rows that run together
   * @param seen of the openings before them, a row's own counted for each row
   * @param asked tokens whose logits are wanted
   */
  void requireScoring(long tokens, long seen, long asked) {
    MemoryNeed batch = need.scoring(tokens, seen, asked);
    if (batch.bytes() > mostScored) {
      limit().requireBeside(need.weights(), batch);
      mostScored = batch.bytes();
    }
  }

  /** What a person set, and on a GPU no more than what it has left. */
  private MemoryLimit limit() {
    if (!device.isGpu()) {
      return MemoryLimit.of(System.getenv());
    }
    MemoryUsage usage = CudaUtils.getGpuMemory(device);
    long left = usage.getMax() - usage.getCommitted();
    MemoryLimit device = new MemoryLimit(left, this.device.toString());
    return MemoryLimit.isSet(System.getenv())
        ? MemoryLimit.of(System.getenv()).orLess(device)
        : device;
  }
}
