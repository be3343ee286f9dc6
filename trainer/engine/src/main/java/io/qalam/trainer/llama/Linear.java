package io.qalam.trainer.llama;

import java.util.function.ToIntFunction;

/**
 * The seven linear modules of a layer, in the order of its computation; a weight is (outputs,
 * inputs).
 */
public enum Linear {
  QUERY("self_attn.q_proj", LlamaConfig::hiddenSize, c -> c.heads() * c.headSize()),
  KEY("self_attn.k_proj", LlamaConfig::hiddenSize, c -> c.keyValueHeads() * c.headSize()),
  VALUE("self_attn.v_proj", LlamaConfig::hiddenSize, c -> c.keyValueHeads() * c.headSize()),
  OUTPUT("self_attn.o_proj", c -> c.heads() * c.headSize(), LlamaConfig::hiddenSize),
  GATE("mlp.gate_proj", LlamaConfig::hiddenSize, LlamaConfig::intermediateSize),
  UP("mlp.up_proj", LlamaConfig::hiddenSize, LlamaConfig::intermediateSize),
  DOWN("mlp.down_proj", LlamaConfig::intermediateSize, LlamaConfig::hiddenSize);

  private final String path;
  private final ToIntFunction<LlamaConfig> inputs;
  private final ToIntFunction<LlamaConfig> outputs;

  Linear(String path, ToIntFunction<LlamaConfig> inputs, ToIntFunction<LlamaConfig> outputs) {
    this.path = path;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** The module's path in a layer, such as {@code self_attn.q_proj}. */
  public String path() {
    return path;
  }

  /** The module's own name, such as {@code q_proj}, as PEFT's target_modules spell it. */
  public String module() {
    return path.substring(path.indexOf('.') + 1);
  }

  public int inputs(LlamaConfig config) {
    return inputs.applyAsInt(config);
  }

  public int outputs(LlamaConfig config) {
    return outputs.applyAsInt(config);
  }
}
