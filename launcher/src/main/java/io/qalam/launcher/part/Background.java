package io.qalam.launcher.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a command begins with that is to take what the others leave of the cores.
 *
 * <p>{@code nice} alone orders the processes of one session: where Linux groups them by session
 * ({@code sched_autogroup_enabled}), and each part has a session of its own, the group of the
 * background gets as much as the server's. So the group is told too; {@code proc(5)} has its file.
 */
final class Background {

  private static final String NICE = "/usr/bin/nice";

  /** Nine to one, while both want the cores. */
  private static final String LEVEL = "10";

  /**
   * Linux lets an ordinary user change the level of a group every tenth of a second, of all groups
   * taken together, and answers {@code EAGAIN} before: so more than one try.
   */
  private static final String GROUP_TOO =
      "for try in 1 2 3 4 5 6 7 8 9 10; do"
          + " { [ -w /proc/self/autogroup ] || break; echo "
          + LEVEL
          + " > /proc/self/autogroup; } 2>/dev/null && break; sleep 0.11; done; exec \"$@\"";

  private Background() {}

  /**
   * The beginning of the command; empty where there is no {@code nice}.
   *
   * @param ownSession whether its session is its own: the group of a shared one is left alone
   */
  static List<String> of(boolean ownSession) {
    if (!Files.isExecutable(Path.of(NICE))) {
      return List.of();
    }
    return ownSession
        ? List.of("/bin/sh", "-c", GROUP_TOO, "sh", NICE, "-n", LEVEL)
        : List.of(NICE, "-n", LEVEL);
  }
}
