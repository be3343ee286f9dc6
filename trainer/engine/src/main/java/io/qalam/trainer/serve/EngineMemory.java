package io.qalam.trainer.serve;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.memory.BaseFormat;
import io.qalam.trainer.memory.LlamaMemory;
import io.qalam.trainer.memory.MemoryLimit;
import io.qalam.trainer.quant.QuantisedFolder;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;

/** Compares what a base model and a run on it need with what there is, before it is taken. */
final class EngineMemory {
  private final LlamaMemory need;
  private final Device device;
  private final boolean packed;

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
    BaseFormat plain = compute == Compute.FLOAT32 ? BaseFormat.FLOAT32 : BaseFormat.BFLOAT16;
    LlamaConfig config = LlamaConfig.read(baseModel);
    return new EngineMemory(
        new LlamaMemory(config, packed ? BaseFormat.NF4 : plain), device, packed);
  }

  void requireWeights() {
    limit().require(need.weights());
  }

  void requireTraining(LoraRunSpec spec) {
    LlamaMemory.Run run =
        new LlamaMemory.Run(
            spec.lora().rank(),
            spec.trainEmbeddings(),
            spec.lora().dropout() > 0,
            Math.min(spec.footprint().tokensAtOnce(), (long) spec.batchSize() * spec.maxTokens()),
            spec.footprint().recompute() || packed);
    limit().requireBeside(need.weights(), need.training(run));
  }

  private MemoryLimit limit() {
    if (!device.isGpu()) {
      return MemoryLimit.of(System.getenv());
    }
    MemoryUsage usage = CudaUtils.getGpuMemory(device);
    return new MemoryLimit(usage.getMax() - usage.getCommitted(), device.toString());
  }
}
