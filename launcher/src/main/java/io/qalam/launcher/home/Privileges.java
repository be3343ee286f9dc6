package io.qalam.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher may do on this machine.
 *
 * <p>PostgreSQL refuses to run as root; its process then gets a user of its own, and its files must
 * lie where that user can reach them.
 */
public final class Privileges {

  /** Debian's {@code nobody}. */
  public static final int UNPRIVILEGED = 65_534;

  private Privileges() {}

  /** Whether this process runs as root. */
  public static boolean areRoot() {
    Path self = Path.of("/proc/self");
    try {
      return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether any user may pass through every folder above and including this one. */
  public static boolean anyoneMayEnter(Path folder) throws IOException {
    for (@Nullable Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at)
          && !Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  /** Hands a file to the user that PostgreSQL runs as under root. */
  public static void giveToUnprivileged(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", UNPRIVILEGED);
    Files.setAttribute(file, "unix:gid", UNPRIVILEGED);
  }
}
