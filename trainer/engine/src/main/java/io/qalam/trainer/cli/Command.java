package io.qalam.trainer.cli;

import io.qalam.trainer.dataset.DatasetException;
import io.qalam.trainer.fit.CheckpointException;
import io.qalam.trainer.fit.TrainingDivergedException;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.memory.MemoryExceededException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How every command of the engine begins and ends: help, quiet libraries, one line for a fault. */
public final class Command {
  private static final Logger LIBRARIES = Logger.getLogger("ai.djl");

  private Command() {}

  /** What a command does, once its arguments are read. */
  public interface Work {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Prints the help where it is asked for, else does the work. A fault that is the user's to mend
   * is one line on standard error and exit code 1; anything else keeps its stack trace.
   */
  public static void run(String[] arguments, String help, Work work) {
    if (Arrays.asList(arguments).contains("--help") || Arrays.asList(arguments).contains("-h")) {
      System.out.println(help);
      return;
    }
    LIBRARIES.setLevel(Level.WARNING);
    try {
      work.run();
    } catch (UncheckedIOException e) {
      refuse(e.getMessage() + (e.getCause() == null ? "" : ": " + reason(e.getCause())));
    } catch (IOException e) {
      refuse(reason(e));
    } catch (IllegalArgumentException
        | ModelException
        | AdapterException
        | DatasetException
        | CheckpointException
        | MemoryExceededException
        | TrainingDivergedException e) {
      refuse(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refuse("interrupted");
    } catch (OutOfMemoryError e) {
      refuse(shortOf(e));
    }
  }

  /** Java's message for a file is often its bare path. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": is not there";
    }
    if (e instanceof FileAlreadyExistsException there) {
      return there.getFile() + ": is there, expected a name that is free";
    }
    if (e instanceof CharacterCodingException) {
      return "the text is not UTF-8";
    }
    return e instanceof FileSystemException ? e.toString() : String.valueOf(e.getMessage());
  }

  /** Java throws the same for its heap and for what the system refuses, such as a thread. */
  private static String shortOf(OutOfMemoryError e) {
    String message = String.valueOf(e.getMessage());
    if (!message.contains("heap") && !message.contains("GC overhead")) {
      return "the command ran out of memory: " + message;
    }
    return "the command ran out of Java's heap, which may take %d MB: take fewer or smaller rows, or"
            .formatted(Runtime.getRuntime().maxMemory() >> 20)
        + " give it more memory (the heap is a share of the machine's, or of QALAM_MEMORY_LIMIT)";
  }

  private static void refuse(String reason) {
    System.err.println("qalam: " + reason);
    System.exit(1);
  }
}
