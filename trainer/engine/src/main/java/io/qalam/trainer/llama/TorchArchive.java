package io.qalam.trainer.llama;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes the model's TorchScript archive: the program for one configuration, without any weight.
 *
 * <p>The whole forward and backward pass is then one native call, where DJL's own blocks make one
 * per operation. The file is plain TorchScript; PyTorch itself can load it.
 */
public final class TorchArchive {
  private static final String PROGRAM = "llama.torchscript";

  /** Rows of logits that are in memory at once while the loss is computed. */
  public static final int LOSS_ROWS = 512;

  private TorchArchive() {}

  /** The archive's bytes. */
  public static byte[] write(LlamaConfig config) {
    try {
      return ScriptArchive.of(program(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program(LlamaConfig config) throws IOException {
    try (InputStream resource = TorchArchive.class.getResourceAsStream(PROGRAM)) {
      if (resource == null) {
        throw new IllegalStateException(
            "The program " + PROGRAM + " is missing from the engine's jar");
      }
      int output = config.tiedEmbeddings() ? 0 : 2 + 9 * config.layers();
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .concat(
              Nf4Script.methods(config.shapes().size(), Linear.values().length * config.layers()))
          .replace("$LAYERS", "" + config.layers())
          .replace("$HIDDEN", "" + config.hiddenSize())
          .replace("$HEADS", "" + config.heads())
          .replace("$KV_HEADS", "" + config.keyValueHeads())
          .replace("$GROUPS", "" + config.heads() / config.keyValueHeads())
          .replace("$HEAD_SIZE", "" + config.headSize())
          .replace("$EPSILON", String.format(java.util.Locale.ROOT, "%.12f", config.normEpsilon()))
          .replace("$VOCABULARY", "" + config.vocabSize())
          .replace("$OUTPUT", "" + output)
          .replace("$CHUNK", "" + LOSS_ROWS);
    }
  }
}
