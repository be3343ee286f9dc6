package io.qalam.trainer.cli;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.PeftFolder;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.store.AtomicFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * {@code ./qalam adapter import}: an adapter that PEFT wrote for this very base under another name
 * becomes one that names this base.
 *
 * <p>PEFT writes the name or path that a base was loaded from, which says nothing of its weights.
 * Shapes cannot tell two models of one size apart, so that a person states the name, and it must be
 * the file's.
 */
public final class AdapterImport {

  static final String HELP =
      """
      ./qalam adapter import --adapter DIR --made-for NAME --out DIR [--model DIR]
        writes an adapter of PEFT, checked, as one of Qalam's base

        --adapter DIR         adapter_config.json and adapter_model.safetensors, as PEFT saves them
        --made-for NAME       what its adapter_config.json says under base_model_name_or_path: you
                              state that this is the base below
        --out DIR             a folder that is not there yet
        --model DIR           a Hugging Face folder of a Llama (the base that ships)
        --json                folder, rank and base as JSON

        Example: ./qalam adapter import --adapter peft --made-for someone/qalam-mini --out adapter
      """
          .stripTrailing();

  private static final Set<String> OPTIONS = Set.of("--adapter", "--made-for", "--out", "--model");

  private static final Set<String> FLAGS = Set.of("--json");

  private AdapterImport() {}

  public static void main(String[] arguments) {
    Command.run(arguments, HELP, () -> take(new Options(arguments, OPTIONS, FLAGS)));
  }

  private static void take(Options options) throws IOException {
    Imported imported =
        take(
            options.path("--adapter"),
            options.text("--made-for"),
            options.path("--out"),
            options.model());
    System.out.println(
        options.has("--json") ? new ObjectMapper().writeValueAsString(imported) : imported.line());
  }

  /** What was written, and for which base. */
  record Imported(String out, int rank, String base) {
    String line() {
      return out + ": rank " + rank + ", made for " + base;
    }
  }

  /**
   * Reads and checks the adapter, and writes it under the base's own id.
   *
   * @throws FileAlreadyExistsException if the folder is there
   */
  static Imported take(Path adapterFolder, String madeFor, Path out, Path model)
      throws IOException {
    Path folder = out.toAbsolutePath();
    Engine.prepare("cpu", 1);
    String id = Engine.id(model);
    Path aside = AtomicFiles.aside(folder);
    try (LlamaModel base =
            LlamaModel.withoutWeights(LlamaConfig.read(model), Device.cpu(), Compute.FLOAT32);
        LoraAdapter adapter = PeftFolder.read(adapterFolder, madeFor, base)) {
      PeftFolder.write(aside, id, adapter);
      AtomicFiles.publish(aside, folder);
      return new Imported(folder.toString(), adapter.config().rank(), id);
    } finally {
      if (Files.exists(aside)) {
        AtomicFiles.deleteTree(aside);
      }
    }
  }
}
