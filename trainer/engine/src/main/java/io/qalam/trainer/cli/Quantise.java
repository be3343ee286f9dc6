package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.quant.Quantisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** {@code ./qalam quantise}: a base model in 16 bits becomes one in NF4. */
public final class Quantise {

  static final String HELP =
      """
      ./qalam quantise --model DIR --out DIR
        writes a model's linear layers in NF4 with double quantisation, 4.13 bits a parameter, equal
        to what bitsandbytes makes of them; embeddings, norms and lm_head stay as they are

        --model DIR           a Hugging Face folder of a Llama in BF16, F16 or F32
        --out DIR             a new folder, or an empty one; transformers can load it, too
        --json                the figures as JSON

        One tensor is in memory at a time. The folder appears when it is whole.

        Example: ./qalam quantise --model llama-3.1-8b --out llama-3.1-8b-nf4
      """
          .stripTrailing();

  private static final Set<String> OPTIONS = Set.of("--model", "--out");
  private static final Set<String> FLAGS = Set.of("--json");

  private Quantise() {}

  public static void main(String[] arguments) {
    Command.run(
        arguments,
        HELP,
        () -> {
          Options options = new Options(arguments, OPTIONS, FLAGS);
          quantise(options.path("--model"), options.path("--out"), options.has("--json"));
        });
  }

  private static void quantise(Path model, Path out, boolean json) throws IOException {
    Quantisation.Report report =
        Quantisation.write(model, out, ProgressBar.onStandardError("layers")::at);
    if (json) {
      ObjectNode figures = new ObjectMapper().valueToTree(report);
      System.out.println(figures.put("bitsPerParameter", report.bitsPerParameter()));
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%,d parameters of linear layers in %,d bytes: %.3f bits a parameter%n",
        report.parameters(),
        report.weightBytes(),
        report.bitsPerParameter());
    System.out.printf(
        Locale.ROOT,
        "%s: %,d bytes, with the tables that each of them repeats, and the tensors that stay as they"
            + " were%n",
        out.resolve("model.safetensors"),
        report.fileBytes());
  }
}
