package io.qalam.launcher.part;

import io.qalam.launcher.home.PrivateFiles;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Keeps running processes apart from a later build.
 *
 * <p>A build writes Qalam's own jars anew in place; a Java process that still reads from them would
 * break, a launcher just when it should end its parts. So the launcher loads its classes at the
 * start, and a worker gets copies. Libraries have a version in their name and never change.
 */
public final class OwnClasses {

  private static final String OWN = "qalam-";

  private OwnClasses() {}

  /** Loads every class of the launcher's jar. */
  public static void loadAll() throws IOException {
    Path jar = ownJar();
    if (!Files.isRegularFile(jar)) {
      return; // run from classes, in a test
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.endsWith("-info.class")) {
          Class.forName(name.substring(0, name.length() - 6).replace('/', '.'));
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IOException("The launcher's jar is incomplete: " + jar, e);
    }
  }

  private static Path ownJar() throws IOException {
    try {
      return Path.of(OwnClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** A class path of these libraries, with Qalam's own jars copied to {@code copies}. */
  static String classPathWithCopies(List<Path> libraries, Path copies) throws IOException {
    PrivateFiles.deleteTree(copies);
    Files.createDirectories(copies);
    List<String> path = new ArrayList<>();
    for (Path jar : libraries) {
      if (isOwn(jar)) {
        path.add(0, Files.copy(jar, copies.resolve(jar.getFileName())).toString());
      } else {
        path.add(jar.toString());
      }
    }
    return String.join(":", path);
  }

  /** A class path of these libraries without Qalam's own jars. */
  static String classPathOfLibraries(Path... folders) throws IOException {
    List<String> path = new ArrayList<>();
    for (Path folder : folders) {
      jars(folder).stream().filter(jar -> !isOwn(jar)).map(Path::toString).forEach(path::add);
    }
    return String.join(":", path);
  }

  private static boolean isOwn(Path jar) {
    return String.valueOf(jar.getFileName()).startsWith(OWN);
  }

  /** The jars in a folder, by name. */
  static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
