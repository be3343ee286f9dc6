package io.qalam.launcher.part;

import java.util.HashMap;
import java.util.Map;

/**
 * What the engine's native code is told by its environment; a variable that is set already stays.
 *
 * <p>Every value is an experiment of docs/LOG.md.
 */
public final class EngineEnvironment {
  /** Threads that wait for work sleep, so that others on the same cores get them. */
  private static final Map<String, String> PATIENT = Map.of("OMP_WAIT_POLICY", "passive");

  /**
   * glibc keeps memory that was freed for the next batch. By itself it gives what a batch needed
   * back to the kernel after each, and the next is handed out again page by page.
   */
  private static final Map<String, String> KEPT =
      Map.of("MALLOC_TRIM_THRESHOLD_", "67108864", "MALLOC_MMAP_THRESHOLD_", "67108864");

  private EngineEnvironment() {}

  /**
   * What is to be added to a process that inherits {@code inherited}.
   *
   * @param measured whether its speed is measured: its threads then wait as they come
   */
  public static Map<String, String> beside(Map<String, String> inherited, boolean measured) {
    Map<String, String> added = new HashMap<>(KEPT);
    if (!measured) {
      added.putAll(PATIENT);
    }
    added.keySet().removeAll(inherited.keySet());
    return added;
  }
}
