package io.qalam.launcher.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to run a home, held by one launcher at a time.
 *
 * <p>The kernel holds it and drops it with the process, so that no crash leaves it behind.
 */
public final class HomeLock implements AutoCloseable {

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; empty when another launcher has it. */
  public static Optional<HomeLock> tryTake(Home home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // another Stack of this very process
    }
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new HomeLock(channel));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
