package io.qalam.launcher.part;

import io.qalam.launcher.Installation;
import io.qalam.launcher.home.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Programs unpacked once per version into a cache that all homes share.
 *
 * <p>Each is unpacked under a name of its own and renamed, so that two starts at once both find a
 * whole one.
 */
final class Unpacked {

  private Unpacked() {}

  /** PostgreSQL's programs. */
  static Path postgres(Path cache, Path jar) throws IOException {
    return once(
        cache,
        "postgres-" + Installation.postgresVersion(),
        folder -> {
          try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
              if (e.getName().endsWith(".txz")) {
                untar(new XZInputStream(zip), folder);
                return;
              }
            }
          }
          throw new IOException("No .txz in " + jar);
        });
  }

  /** Payara, with its template domain. */
  static Path payara(Path cache, Path zip) throws IOException {
    return once(
            cache,
            "payara-" + Installation.payaraVersion(),
            folder -> {
              try (ZipInputStream in =
                  new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip)))) {
                for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                  Path target = inside(folder, e.getName());
                  if (e.isDirectory()) {
                    Files.createDirectories(target);
                  } else {
                    writeFile(in, target);
                  }
                }
              }
            })
        .resolve("payara6");
  }

  @FunctionalInterface
  private interface Unpacking {
    void into(Path folder) throws IOException;
  }

  private static Path once(Path cache, String name, Unpacking unpacking) throws IOException {
    Path done = cache.resolve(name);
    if (Files.isDirectory(done)) {
      return done;
    }
    Files.createDirectories(cache);
    Path own = cache.resolve("." + name + "." + UUID.randomUUID());
    Files.createDirectory(own);
    try {
      Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
      unpacking.into(own);
      Files.move(own, done, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.isDirectory(done)) {
        throw e;
      } // another start was faster: its copy is as good
    } finally {
      PrivateFiles.deleteTree(own);
    }
    return done;
  }

  private static void untar(InputStream in, Path folder) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        Path target = inside(folder, e.getName());
        if (e.isDirectory()) {
          Files.createDirectories(target);
        } else if (e.isSymbolicLink()) {
          createParent(target);
          Files.createSymbolicLink(target, Path.of(e.getLinkName()));
        } else {
          writeFile(tar, target);
          boolean executable = (e.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static void writeFile(InputStream in, Path target) throws IOException {
    createParent(target);
    Files.copy(in, target);
  }

  private static void createParent(Path target) throws IOException {
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  private static Path inside(Path folder, String name) throws IOException {
    Path target = folder.resolve(name).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("Entry " + name + " points outside the archive");
    }
    return target;
  }
}
