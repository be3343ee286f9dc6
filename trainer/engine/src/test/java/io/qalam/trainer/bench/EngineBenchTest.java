package io.qalam.trainer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchTest {
  private static final Path MODEL = PythonSide.BENCH.resolveSibling("trainer/qalam-mini");
  private static final Path POSTS =
      PythonSide.BENCH.resolveSibling("launcher/src/main/resources/demo/ar_sentiment.jsonl");

  @TempDir private Path folder;

  @Test
  void everyPartOfTheOtherSideIsOneThatItsScriptKnows() throws IOException {
    String script = Files.readString(PythonSide.BENCH.resolve("engine/peft_side.py"));
    assertThat(EngineBench.PAIRS)
        .extracting(EngineBench.Pair::theirs)
        .contains("score-opening", "train-packed-apart")
        .filteredOn(part -> !part.isEmpty())
        .allSatisfy(part -> assertThat(script).contains('"' + part + '"'));
  }

  @Test
  void theOtherSideScoresAlikeWithAndWithoutItsCaches() throws Exception {
    PythonSide.assumeThere();
    Path ids = folder.resolve("ids.json");
    BenchWork all = BenchWork.read(POSTS, EngineBench.TASK, 1);
    new BenchWork(all.task(), all.rows().subList(0, 128)).writeIds(MODEL, ids);
    double whole = firstProbabilities("score", ids);
    assertThat(firstProbabilities("score-cached", ids)).isCloseTo(whole, within(1e-4));
    assertThat(firstProbabilities("score-opening", ids)).isCloseTo(whole, within(1e-4));
  }

  private static double firstProbabilities(String part, Path ids)
      throws IOException, InterruptedException {
    String printed =
        PythonSide.run(
            "engine/peft_side.py", List.of(part, MODEL.toString(), ids.toString(), "1", "float32"));
    String last = printed.substring(printed.lastIndexOf('\n') + 1);
    return new ObjectMapper().readTree(last).get("firstProbabilities").asDouble();
  }
}
