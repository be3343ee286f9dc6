package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.Stack;
import io.qalam.launcher.StackOptions;
import io.qalam.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code ./qalam start}: runs the whole of Qalam until it is told to end. */
public final class Start {

  private Start() {}

  public static int run(List<String> args) throws IOException, InterruptedException {
    Arguments arguments =
        Arguments.parse(args, Set.of("--no-demo", "--detach"), Set.of("--home", "--port"));
    arguments.words();
    Home home = arguments.value("--home").map(Path::of).map(Home::new).orElseGet(Home::byDefault);
    StackOptions options = StackOptions.of(home);
    Optional<Integer> port = arguments.number("--port", 1, 65_535);
    if (port.isPresent()) {
      options = options.withHttpPort(port.get());
    }
    // Until all rooms are furnished, what is not built yet is left out and said so.
    Console console = options.console();
    if (!Files.exists(options.installation().application())) {
      console.part("server", "no ear/target/qalam.ear: starts empty");
      options = options.withApplication(Optional.empty());
    }
    if (!Files.exists(options.installation().workerJars())) {
      console.part("worker", "not built: left out");
      options = options.withoutWorker();
    }
    Stack stack = Stack.prepare(options);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    stack.close();
                  } catch (IOException | InterruptedException e) {
                    console.line("qalam: " + e);
                  } finally {
                    ended.countDown();
                  }
                },
                "stop"));
    stack.run(database -> {});
    stack.declareReady();
    console.line("ready " + stack.url());
    ended.await();
    return 0;
  }
}
