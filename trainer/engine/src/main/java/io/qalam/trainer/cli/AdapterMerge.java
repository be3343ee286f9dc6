package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.lora.MergedModel;
import io.qalam.trainer.serve.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** {@code ./qalam adapter merge}: a base and an adapter become a model of their own. */
public final class AdapterMerge {

  static final String HELP =
      """
      ./qalam adapter merge --adapter DIR --out DIR [options]
        writes the base with the adapter's product in its weights, W + scaling · B A, as a Hugging
        Face folder that transformers loads and that --model takes: to train anew from, or to run
        without an adapter. A base in four bits is refused

        --adapter DIR         a PEFT folder made for the base (./qalam train, ./qalam adapter import)
        --out DIR             a new folder, or an empty one; it appears when it is whole
        --model DIR           a Hugging Face folder of a Llama in 16 or 32 bits (the base that ships)
        --float32             what is merged in 32 bits; without, rounded to the base's own type, as
                              PEFT's merge_and_unload does
        --json                base, adapter, rank and folder as JSON

        Example: ./qalam adapter merge --adapter run/adapter --out merged
      """
          .stripTrailing();

  private static final Set<String> OPTIONS = Set.of("--adapter", "--out", "--model");

  private static final Set<String> FLAGS = Set.of("--float32", "--json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private AdapterMerge() {}

  public static void main(String[] arguments) {
    Command.run(arguments, HELP, () -> merge(new Options(arguments, OPTIONS, FLAGS)));
  }

  private static void merge(Options options) throws IOException {
    Path model = options.model();
    Path out = options.path("--out");
    Engine.prepare("cpu", 1);
    MergedModel.Origin origin =
        MergedModel.write(
            model,
            Engine.id(model),
            options.path("--adapter"),
            out,
            options.has("--float32"),
            ProgressBar.onStandardError("tensors")::at);
    if (options.has("--json")) {
      System.out.println(JSON.<ObjectNode>valueToTree(origin).put("out", out.toString()));
      return;
    }
    System.out.printf(
        "%s: %s with an adapter of rank %d in its weights%n", out, origin.base(), origin.rank());
  }
}
