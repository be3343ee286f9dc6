package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.Installation;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.Settings;
import io.qalam.launcher.home.Memory;
import io.qalam.launcher.part.EngineEnvironment;
import io.qalam.launcher.part.EngineHeap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Commands that are programs of their own: {@code pretrain}, {@code train}, {@code predict}, {@code
 * eval}, {@code report}, {@code quantise}, {@code dataset NAME}, {@code adapter NAME}, {@code bench
 * NAME}.
 *
 * <p>Each runs in a process of its own with the class path of its module. To add one, add a line.
 */
public final class Programs {

  private enum Module {
    LAUNCHER,

    /** The engine's classes on rows alone: no model is loaded. */
    ROWS,
    ENGINE
  }

  private record Program(
      String command, Optional<String> name, Module module, String mainClass, String what) {}

  private static final List<Program> ALL =
      List.of(
          new Program(
              "pretrain",
              Optional.empty(),
              Module.ENGINE,
              "io.qalam.trainer.cli.Pretrain",
              "makes the base model that ships, from the training data"),
          new Program(
              "dataset",
              Optional.of("build"),
              Module.ROWS,
              "io.qalam.trainer.cli.DatasetBuild",
              "raw datasets become rows of instruction tuning"),
          new Program(
              "dataset",
              Optional.of("show"),
              Module.ROWS,
              "io.qalam.trainer.cli.DatasetShow",
              "the LlamaLens paper's datasets, or those that were built"),
          new Program(
              "adapter",
              Optional.of("import"),
              Module.ENGINE,
              "io.qalam.trainer.cli.AdapterImport",
              "an adapter that PEFT wrote becomes one of this base"),
          new Program(
              "adapter",
              Optional.of("merge"),
              Module.ENGINE,
              "io.qalam.trainer.cli.AdapterMerge",
              "a base with an adapter in its weights, as a model of its own"),
          new Program(
              "eval",
              Optional.empty(),
              Module.ENGINE,
              "io.qalam.trainer.cli.Eval",
              "a model measured on prepared datasets"),
          new Program(
              "quantise",
              Optional.empty(),
              Module.ENGINE,
              "io.qalam.trainer.cli.Quantise",
              "a base model in 16 bits becomes one in NF4"),
          new Program(
              "train",
              Optional.empty(),
              Module.ENGINE,
              "io.qalam.trainer.cli.Train",
              "an adapter by the recipe, on prepared datasets"),
          new Program(
              "predict",
              Optional.empty(),
              Module.ENGINE,
              "io.qalam.trainer.cli.Predict",
              "labels for posts from the command line"),
          new Program(
              "report",
              Optional.empty(),
              Module.ROWS,
              "io.qalam.trainer.cli.Report",
              "what was measured, as a page to read"),
          new Program(
              "bench",
              Optional.of("loop"),
              Module.LAUNCHER,
              "io.qalam.launcher.loop.LoopBench",
              "the whole loop on several data sets and seeds, before and after"),
          new Program(
              "bench",
              Optional.of("review"),
              Module.LAUNCHER,
              "io.qalam.launcher.load.ReviewBench",
              "a team reviews a large project: times of next and submit, nothing lost or served twice"),
          new Program(
              "bench",
              Optional.of("engine"),
              Module.ENGINE,
              "io.qalam.trainer.bench.EngineBench",
              "the engine beside transformers and PEFT: tokens and posts a second, memory"),
          new Program(
              "bench",
              Optional.of("orders"),
              Module.ENGINE,
              "io.qalam.trainer.bench.OrdersBench",
              "the recipe's four orders on the same rows"),
          new Program(
              "bench",
              Optional.of("effort"),
              Module.ROWS,
              "io.qalam.trainer.bench.EffortBench",
              "whether the labels that a strategy is said to save can be believed"),
          new Program(
              "bench",
              Optional.of("transfer"),
              Module.ENGINE,
              "io.qalam.trainer.bench.TransferBench",
              "the small base on tasks that its tuning left out, beside the yardstick"),
          new Program(
              "bench",
              Optional.of("swap"),
              Module.ENGINE,
              "io.qalam.trainer.bench.SwapBench",
              "adapters swapped under a steady load: lost requests, pauses"),
          new Program(
              "bench",
              Optional.of("archive"),
              Module.ENGINE,
              "io.qalam.trainer.bench.ArchiveBench",
              "the engine's program as a file for bench/gpu"));

  /** The script runs it: it builds a test, which the launcher has not. */
  private static final String KEYS = "keys";

  private static final String KEYS_HELP =
      """
      ./qalam bench keys
        from the key to the next post of the review page, in a browser; fails where 95 of 100 keys
        take 100 ms or more. Needs chromium; it has no option

        Example: ./qalam bench keys
      """
          .stripTrailing();

  private Programs() {}

  /** The first words of all programs. */
  public static Set<String> commands() {
    return ALL.stream().map(Program::command).collect(Collectors.toSet());
  }

  /** The classes that the programs begin in. */
  public static List<String> mainClasses() {
    return ALL.stream().map(Program::mainClass).toList();
  }

  /** Runs the program that the words name, with the words after it. */
  public static int run(String command, List<String> args, Console console)
      throws IOException, InterruptedException {
    List<Program> programs =
        ALL.stream().filter(program -> program.command().equals(command)).toList();
    Optional<Program> unnamed = programs.stream().filter(one -> one.name().isEmpty()).findFirst();
    if (unnamed.isPresent()) {
      return start(unnamed.get(), args);
    }
    if (args.isEmpty() || Arguments.askForHelp(args.subList(0, 1))) {
      list(command, programs, console);
      return 0;
    }
    if (command.equals("bench") && args.get(0).equals(KEYS) && Arguments.askForHelp(args)) {
      console.line(KEYS_HELP);
      return 0;
    }
    Program program =
        programs.stream()
            .filter(one -> one.name().equals(Optional.of(args.get(0))))
            .findFirst()
            .orElseThrow(() -> Refusal.usage("unknown " + command + " " + args.get(0)));
    return start(program, args.subList(1, args.size()));
  }

  private static void list(String command, List<Program> programs, Console console) {
    console.line("./qalam " + command + " NAME [options]; --help behind a name tells its options");
    console.line("");
    for (Program program : programs) {
      listed(console, program.name().orElseThrow(), program.what());
    }
    if (command.equals("bench")) {
      listed(console, KEYS, "from the key to the next post of the review page, in a browser");
    }
    console.line("");
    console.line(
        "Example: ./qalam %s %s --help".formatted(command, programs.get(0).name().orElseThrow()));
  }

  private static void listed(Console console, String name, String what) {
    console.line(String.format(Locale.ROOT, "  %-10s %s", name, what));
  }

  /**
   * A run's threads wait patiently, so that it and a server on the same cores do not spend them on
   * waiting for each other; those of what is to be measured wait as they come.
   */
  private static int start(Program program, List<String> args)
      throws IOException, InterruptedException {
    Installation installation = Installation.ofSystemProperty();
    Path jars = Installation.built(jars(installation, program));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!Arguments.askForHelp(args)) {
      command.add(heap(program.module(), new Settings(System.getenv(), installation)));
    }
    command.add("-XX:+UseSerialGC");
    command.add("-Dqalam.root=" + installation.root());
    command.addAll(List.of("-cp", jars + "/*", program.mainClass()));
    if (program.module() == Module.LAUNCHER) {
      command.addAll(List.of("--root", installation.root().toString()));
    }
    command.addAll(args);
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    boolean measured = program.command().equals("bench");
    process
        .environment()
        .putAll(EngineEnvironment.beside(Map.copyOf(process.environment()), measured));
    return process.start().waitFor();
  }

  private static String heap(Module module, Settings settings) {
    if (module == Module.LAUNCHER) {
      return "-Xmx512m";
    }
    long machine = Memory.ofMachine();
    long memory = Math.min(machine, settings.memoryLimit().orElse(machine));
    return EngineHeap.option(memory, module == Module.ENGINE);
  }

  private static Path jars(Installation installation, Program program) {
    return program.module() == Module.LAUNCHER
        ? installation.launcherJars()
        : installation.workerJars();
  }
}
