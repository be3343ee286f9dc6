package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Console;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.Stack;
import io.qalam.launcher.StackOptions;
import io.qalam.launcher.demo.FirstStart;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.part.OwnClasses;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code ./qalam start}: runs the whole of Qalam until it is told to end. */
public final class Start {

  public static final String HELP =
      """
      ./qalam start [options]
        starts everything, prints ready http://127.0.0.1:N when all of it answers; Ctrl-C ends it

        --home DIR            what is kept (~/.qalam)
        --port N              of the pages and the API (the home's former one, at first 8080)
        --no-demo             without the demo's projects, in a home that is new
        --no-worker           where all workers run on other hosts
        --detach              goes on in the background; ./qalam stop ends it

        Example: ./qalam start --port 8080 --detach
      """
          .stripTrailing();

  private Start() {}

  public static int run(List<String> args, Console console)
      throws IOException, InterruptedException {
    Arguments arguments =
        Arguments.parse(
            args, Set.of("--no-demo", "--no-worker", "--detach"), Set.of("--home", "--port"));
    arguments.words();
    Home home = Homes.of(arguments);
    Optional<Integer> port = arguments.number("--port", 1, 65_535);
    if (arguments.has("--detach")) {
      return Detached.start(home, args, console);
    }
    OwnClasses.loadAll();
    StackOptions options = StackOptions.of(home).withConsole(console);
    if (port.isPresent()) {
      options = options.withHttpPort(port.get());
    }
    if (arguments.has("--no-worker")) {
      options = options.withoutWorker();
    }
    Stack stack = Stack.prepare(options);
    CountDownLatch ended = closeAtExit(stack, console);
    try {
      FirstStart first = new FirstStart(home, !arguments.has("--no-demo"));
      stack.run(first::makeAccounts);
      first.importDemo(stack.database(), URI.create(stack.url()), console);
      first.printPasswords(
          console, Boolean.getBoolean("qalam.detached"), Detached.PASSWORDS_ARE_SHOWN);
    } catch (SQLException e) {
      throw Refusal.because("The database says: " + e.getMessage());
    } catch (RuntimeException | IOException e) {
      if (stack.isClosed()) {
        ended.await(); // told to end while it was starting
      }
      throw e;
    }
    stack.declareReady();
    console.line("ready " + stack.url());
    ended.await();
    return 0;
  }

  /** Ctrl-C and {@code ./qalam stop} end the virtual machine; its hook ends the parts. */
  private static CountDownLatch closeAtExit(Stack stack, Console console) {
    CountDownLatch ended = new CountDownLatch(1);
    Runnable close =
        () -> {
          try {
            stack.close();
          } catch (IOException | InterruptedException e) {
            console.line("qalam: " + e);
          } finally {
            ended.countDown();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(close, "stop"));
    return ended;
  }
}
