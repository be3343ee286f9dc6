package io.qalam.trainer.bench;

import io.qalam.trainer.cli.Command;
import io.qalam.trainer.cli.Options;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.TorchArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code ./qalam bench archive}: the very program that the engine runs, as a file that PyTorch
 * itself loads, so that it can be timed on a host with a GPU and without Java (bench/gpu).
 */
public final class ArchiveBench {

  static final String HELP =
      """
      ./qalam bench archive --shape WHICH --out DIR
        writes DIR/program.pt, the engine's TorchScript program for a shape, and DIR/config.json;
        python bench/gpu/lora_step.py --archive DIR drives it with random weights beside
        transformers and PEFT: LoRA, with --nf4 QLoRA

        --shape WHICH         tiny, llama-3.2-1b or llama-3.1-8b
      """
          .stripTrailing();

  private static final LlamaConfig.RopeScaling LLAMA_3_1 =
      new LlamaConfig.RopeScaling(8, 1, 4, 8192);
  private static final LlamaConfig.RopeScaling LLAMA_3_2 =
      new LlamaConfig.RopeScaling(32, 1, 4, 8192);

  /**
   * Shapes as the published config.json files have them; tiny is for trying the harness. Its sizes
   * are multiples of 64 too: in others, bitsandbytes 0.50 takes wrong blocks' scales on a CPU.
   */
  private static final Map<String, LlamaConfig> SHAPES =
      Map.of(
          "tiny",
          shape(512, 64, 192, 2, 4, 2, 16, true, LLAMA_3_1),
          "llama-3.2-1b",
          shape(128_256, 2048, 8192, 16, 32, 8, 64, true, LLAMA_3_2),
          "llama-3.1-8b",
          shape(128_256, 4096, 14_336, 32, 32, 8, 128, false, LLAMA_3_1));

  private ArchiveBench() {}

  private static LlamaConfig shape(
      int vocabulary,
      int hidden,
      int inner,
      int layers,
      int heads,
      int keyValueHeads,
      int headSize,
      boolean tied,
      LlamaConfig.RopeScaling scaling) {
    return new LlamaConfig(
        vocabulary,
        hidden,
        inner,
        layers,
        heads,
        keyValueHeads,
        headSize,
        1e-5,
        500_000,
        scaling,
        tied,
        131_072,
        vocabulary - 256,
        List.of(vocabulary - 247));
  }

  public static void main(String[] arguments) {
    Command.run(arguments, HELP, () -> write(new Options(arguments, Set.of("--shape", "--out"))));
  }

  static void write(Options options) throws IOException {
    LlamaConfig config = SHAPES.get(options.text("--shape"));
    if (config == null) {
      throw new IllegalArgumentException(
          "Option --shape found '"
              + options.text("--shape")
              + "', expected one of "
              + new TreeSet<>(SHAPES.keySet()));
    }
    Path out = options.path("--out");
    Files.createDirectories(out);
    config.write(out);
    Files.write(out.resolve("program.pt"), TorchArchive.write(config));
    System.out.println(out.resolve("program.pt"));
  }
}
