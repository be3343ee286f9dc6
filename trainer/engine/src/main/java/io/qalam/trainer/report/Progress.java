package io.qalam.trainer.report;

import java.nio.file.Path;

/** Is told how far an evaluation is. */
@FunctionalInterface
public interface Progress {

  /** Called when so many of all steps are done. */
  void at(int done, int all);

  /** Called instead when nothing needs to be done, as the outcomes are there. */
  default void wasDone(Path file) {}

  /** Called for what was left out, with the reason. */
  default void leftOut(String what) {}
}
