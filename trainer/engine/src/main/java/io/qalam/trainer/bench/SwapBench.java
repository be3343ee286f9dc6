package io.qalam.trainer.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.bench.SwapFigures.Spread;
import io.qalam.trainer.bench.SwapRun.Candidate;
import io.qalam.trainer.bench.SwapRun.Outcome;
import io.qalam.trainer.bench.SwapRun.Setting;
import io.qalam.trainer.cli.Command;
import io.qalam.trainer.cli.Options;
import io.qalam.trainer.fit.AdamW;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.RowSelection;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.store.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code ./qalam bench swap}: adapters that take each other's place under a steady load. */
public final class SwapBench {

  static final String HELP =
      """
      ./qalam bench swap [options]
        clients ask for labels of the demo's Arabic posts without end while adapters are loaded aside,
        checked (SHA-256, shapes, base, a probe) and made live. Says how many requests were lost, were
        answered by two adapters or by none (every answer is compared, to the bit, with what the
        adapter gives at rest), how long no answer came while an adapter was changed and in as long
        a time just before, and how long requests took. Ends with 1 if one was lost or wrongly answered

        --swaps N             (20)
        --clients N           each waits for its answer, then asks again (4)
        --posts N             of a request (8)
        --rank N              of the adapters, all seven modules and the embeddings (16)
        --at-once             load and probe between two requests instead of aside
        --model DIR           a Hugging Face folder of a Llama (the base that ships)
        --threads N           of the matrix products (all cores)
        --compute TYPE        float32 or bfloat16 (what is faster here)
        --json                the figures as JSON
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of("--swaps", "--clients", "--posts", "--rank", "--model", "--threads", "--compute");
  private static final int ADAPTERS = 3;
  private static final int ROWS = 48;
  private static final long SETTLE_MILLIS = 600;

  private SwapBench() {}

  public static void main(String[] arguments) {
    Command.run(
        arguments,
        HELP,
        () -> {
          Options options = new Options(arguments, OPTIONS, Set.of("--at-once", "--json"));
          SwapFigures figures = measure(options);
          System.out.println(
              options.has("--json")
                  ? new ObjectMapper().writeValueAsString(figures)
                  : table(figures));
          if (figures.lost() + figures.byTwo() + figures.byNone() > 0) {
            throw new IllegalArgumentException("Requests were lost or wrongly answered: see above");
          }
        });
  }

  private static SwapFigures measure(Options options) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("qalam.root", "."));
    Path posts = root.resolve("launcher/src/main/resources/demo/ar_sentiment.jsonl");
    BenchWork work = BenchWork.read(posts, EngineBench.TASK, 1);
    Compute compute =
        Compute.valueOf(
            options.text("--compute", Compute.fastestOn("cpu").name()).toUpperCase(Locale.ROOT));
    Setting setting =
        new Setting(
            Math.toIntExact(options.number("--clients", 4)),
            Math.toIntExact(options.number("--swaps", 20)),
            !options.has("--at-once"),
            SETTLE_MILLIS);
    Path folder = Files.createTempDirectory("qalam-swap");
    try (Engine engine = Engine.open(options.model(), "cpu", options.threads(), compute)) {
      List<Candidate> candidates = candidates(engine, work, options, folder);
      System.err.printf("%d swaps, %s%n", setting.flips(), setting);
      List<List<String>> chunks = chunks(work, Math.toIntExact(options.number("--posts", 8)));
      Outcome outcome = new SwapRun(engine, work.task(), chunks).run(candidates, setting);
      return SwapFigures.of(outcome);
    } finally {
      AtomicFiles.deleteTree(folder);
    }
  }

  private static List<List<String>> chunks(BenchWork work, int posts) {
    List<List<String>> chunks = new ArrayList<>();
    for (int from = 0; from + posts <= Math.min(256, work.rows().size()); from += posts) {
      chunks.add(
          work.rows().subList(from, from + posts).stream().map(TrainingExample::text).toList());
    }
    return chunks;
  }

  /** Adapters that were trained on different rows, so that each answers otherwise. */
  private static List<Candidate> candidates(
      Engine engine, BenchWork work, Options options, Path folder) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < ADAPTERS; i++) {
      Path adapter = folder.resolve("adapter-" + i);
      List<TrainingExample> rows = work.rows().subList(i * ROWS, i * ROWS + ROWS);
      int rank = Math.toIntExact(options.number("--rank", 16));
      try (LoraTraining training = engine.train(spec(rank, i), rows, null, null)) {
        while (!training.done()) {
          training.next();
        }
        training.save(adapter);
      }
      candidates.add(Candidate.of(adapter));
    }
    return candidates;
  }

  private static LoraRunSpec spec(int rank, long seed) {
    return new LoraRunSpec(
        new LoraConfig(rank, 2 * rank, 0, LoraConfig.ALL_LINEAR, false),
        new AdamW(1e-3f, 0, 0.999f, 0, 1),
        1,
        16,
        256,
        RowSelection.SHUFFLED,
        true,
        new LoraRunSpec.Footprint(4096, false),
        seed);
  }

  private static String table(SwapFigures figures) {
    return String.format(
        Locale.ROOT,
        """
        %d swaps, %d refused; %d requests: %d lost, %d answered by two adapters, %d by none
        from one answer to the next       %8.1f ms (median, nothing being swapped)
        longer than that while swapping   %s
        the same as long before each swap %s
        request to answer, all            %s
        request to answer, around a swap  %s
        loading and checking              %s""",
        figures.flips(),
        figures.refusals().size(),
        figures.asked(),
        figures.lost(),
        figures.byTwo(),
        figures.byNone(),
        figures.usualGap(),
        spread(figures.pauses()),
        spread(figures.control()),
        spread(figures.latencies()),
        spread(figures.latenciesAround()),
        spread(figures.loads()));
  }

  private static String spread(Spread spread) {
    return String.format(
        Locale.ROOT,
        "%8.1f ms median, %.1f ms p95, %.1f ms most",
        spread.median(),
        spread.p95(),
        spread.most());
  }
}
