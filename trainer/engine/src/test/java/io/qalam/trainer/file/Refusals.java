package io.qalam.trainer.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * What a reader does with damaged variants of a file: it takes one that is still good, or refuses
 * it by its own exception on one line that names the file; and it leaves no file behind.
 */
public final class Refusals {
  private final Path file;
  private final Class<? extends Throwable> named;
  private int refused;

  public Refusals(Path file, Class<? extends Throwable> named) {
    this.file = file;
    this.named = named;
  }

  /** Reads every variant; returns how many were refused. */
  public int of(List<byte[]> variants, ThrowingCallable reading) throws IOException {
    for (int i = 0; i < variants.size(); i++) {
      Files.write(file, variants.get(i));
      check("variant " + i, reading);
    }
    return refused;
  }

  /** A file of three gigabytes of nothing, which takes no room on the disk. */
  public void ofAnOversizedFile(ThrowingCallable reading) throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    int before = refused;
    check("3 GB", reading);
    Files.delete(file);
    assertThat(refused).isEqualTo(before + 1);
  }

  private void check(String variant, ThrowingCallable reading) throws IOException {
    Set<Path> before = files();
    try {
      reading.call();
    } catch (Throwable thrown) {
      refused++;
      assertThat(thrown).as(variant).isExactlyInstanceOf(named);
      assertThat(thrown.getMessage())
          .as(variant)
          .contains(String.valueOf(file.getFileName()))
          .doesNotContainPattern("[\\p{Cntrl}\u2028]")
          .hasSizeLessThan(1200);
    }
    assertThat(files()).as(variant).isEqualTo(before);
  }

  private Set<Path> files() throws IOException {
    try (var files = Files.list(file.resolveSibling(""))) {
      return new TreeSet<>(files.toList());
    }
  }
}
