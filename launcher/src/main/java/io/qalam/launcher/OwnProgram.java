package io.qalam.launcher;

import java.util.List;

/** How a program of the launcher's that has a process of its own begins and ends. */
public final class OwnProgram {

  private OwnProgram() {}

  /** What the program does with its words; its answer is the exit code. */
  public interface Work {
    int with(List<String> words) throws Exception;
  }

  /** Prints the help where it is asked for, else does the work; ends the process. */
  public static void run(List<String> words, String help, Work work) {
    System.exit(exitCode(words, help, work));
  }

  private static int exitCode(List<String> words, String help, Work work) {
    if (Arguments.askForHelp(words)) {
      System.out.println(help);
      return 0;
    }
    try {
      return work.with(words);
    } catch (Refusal e) {
      System.err.println("qalam: " + e.getMessage());
      return e.exitCode();
    } catch (Exception e) {
      System.err.println("qalam: " + e);
      return 1;
    }
  }
}
