package io.qalam.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qalam.trainer.cli.Options;
import io.qalam.trainer.llama.LlamaConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveBenchTest {
  private static final List<String> CHECK =
      List.of("--device", "cpu", "--dtype", "float32", "--length", "32", "--tokens", "128");

  @TempDir private Path folder;

  @Test
  void anArchiveHasTheWholeProgramAsPyTorchReadsItAndTheShapeBeside() throws IOException {
    write("tiny");
    try (ZipFile zip = new ZipFile(folder.resolve("program.pt").toFile())) {
      assertThat(zip.stream())
          .allMatch(entry -> entry.getMethod() == ZipEntry.STORED)
          .extracting(ZipEntry::getName)
          .containsExactlyInAnyOrder(
              "m/code/__torch__.py", "m/data.pkl", "m/constants.pkl", "m/version", "m/byteorder");
      String program =
          new String(
              zip.getInputStream(zip.getEntry("m/code/__torch__.py")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(program)
          .contains("def lora_gradients(", "def adamw_step(", "def nf4(", "o = 20 + s * 3")
          .doesNotContain("$");
    }
    LlamaConfig config = LlamaConfig.read(folder);
    assertThat(config.shapes()).hasSize(20);
    assertThat(config.hiddenSize()).isEqualTo(64);
  }

  @Test
  void anUnknownShapeIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> write("llama-4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Option --shape found 'llama-4', expected one of"
                + " [llama-3.1-8b, llama-3.2-1b, tiny]");
  }

  @Test
  void loraLossesAreThoseOfPeft() throws Exception {
    PythonSide.assumeThere();
    assertThat(step()).contains("LoRA of rank 16", "first loss: ours", "ratio ");
  }

  @Test
  void qloraLossesAreThoseOfPeftOnWhatTheFourBitsStandFor() throws Exception {
    PythonSide.assumeThere();
    assertThat(step("--nf4", "--dequantised"))
        .contains("QLoRA of rank 16", "first loss: ours")
        .doesNotContain("ratio ");
  }

  @Test
  void qloraLossesAreThoseOfPeftOnBitsandbytes() throws Exception {
    PythonSide.assumeThere();
    assumeTrue(PythonSide.has("bitsandbytes"), "QALAM_PYTHON found without bitsandbytes");
    assertThat(step("--nf4")).contains("QLoRA of rank 16", "first loss: ours", "ratio ");
  }

  private String step(String... more) throws IOException, InterruptedException {
    write("tiny");
    List<String> arguments = new ArrayList<>(List.of("--archive", folder.toString(), "--check"));
    arguments.addAll(CHECK);
    arguments.addAll(List.of("--steps", "2"));
    arguments.addAll(List.of(more));
    return PythonSide.run("gpu/lora_step.py", arguments);
  }

  private void write(String shape) throws IOException {
    String[] arguments = {"--shape", shape, "--out", folder.toString()};
    ArchiveBench.write(new Options(arguments, Set.of("--shape", "--out")));
  }
}
