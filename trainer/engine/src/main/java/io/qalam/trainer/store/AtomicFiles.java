package io.qalam.trainer.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files and folders that a reader sees whole or not at all: written aside, then renamed. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Replaces a file. Not fsynced: after a power cut the former content may be there. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path aside = aside(file);
    try {
      Files.write(aside, content, StandardOpenOption.CREATE_NEW);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Writes a file, fsynced before it has its name; one of that name is replaced. */
  public static void store(Path file, byte[] content) throws IOException {
    Path aside = aside(file);
    try {
      Files.write(aside, content, StandardOpenOption.CREATE_NEW);
      force(aside);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(parent(file));
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /**
   * Renames a written folder to its name, all of it fsynced before.
   *
   * @throws FileAlreadyExistsException if the name is taken; the written folder stays
   */
  public static void publish(Path written, Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    try (Stream<Path> files = Files.walk(written)) {
      for (Path file : files.toList()) {
        force(file);
      }
    }
    try {
      Files.move(written, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      throw Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
          ? new FileAlreadyExistsException(folder.toString())
          : e;
    }
    force(parent(folder));
  }

  /** A name beside the file that no reader looks for. */
  public static Path aside(Path file) {
    return file.resolveSibling(asidePrefix(file) + UUID.randomUUID() + ".tmp");
  }

  /** Removes what writers that died left beside the file; what is young may have a writer yet. */
  public static void sweepAside(Path file, Duration age) throws IOException {
    if (!Files.isDirectory(parent(file))) {
      return;
    }
    List<Path> left;
    try (Stream<Path> siblings = Files.list(parent(file))) {
      left =
          siblings
              .filter(sibling -> nameOf(sibling).startsWith(asidePrefix(file)))
              .filter(sibling -> nameOf(sibling).endsWith(".tmp"))
              .toList();
    }
    Instant dead = Instant.now().minus(age);
    for (Path folder : left) {
      if (Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(dead)) {
        deleteTree(folder);
      }
    }
  }

  /** Deletes a file or folder with all that is in it, never what a link points to. */
  public static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String asidePrefix(Path file) {
    return "." + nameOf(file) + ".";
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no folder above " + file);
    }
    return parent;
  }
}
