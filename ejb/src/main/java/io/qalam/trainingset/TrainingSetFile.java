package io.qalam.trainingset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.trainer.protocol.TrainingSetRow;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * A training set while it is written: JSON Lines in a file that nobody reads yet, hashed on the
 * way, fsynced and then renamed to its hash.
 *
 * <p>The same rows in the same order always make the same bytes, and so the same name. Closed
 * without {@link #publish}, it leaves nothing behind.
 */
final class TrainingSetFile implements AutoCloseable {

  private static final ObjectWriter ROWS =
      JsonMapper.builder()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build()
          .writerFor(TrainingSetRow.class);

  private final Function<String, Path> named;
  private final Path aside;
  private final FileChannel channel;
  private final DigestOutputStream out;

  /**
   * Begins a file.
   *
   * @param named where the set of a hash lies; the folder is made if it is not there
   */
  TrainingSetFile(Function<String, Path> named) {
    this.named = named;
    Path folder = folderOf(named.apply("0".repeat(64)));
    try {
      Files.createDirectories(folder);
      aside = folder.resolve(".writing-" + UUID.randomUUID() + ".tmp");
      channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      out = new DigestOutputStream(buffered, sha256());
    } catch (IOException e) {
      throw new UncheckedIOException("The artifact store takes no training set at " + folder, e);
    }
  }

  void add(TrainingSetRow row) {
    try {
      out.write(ROWS.writeValueAsString(row).getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the rows readable under their hash; a file of that name is replaced by its equal.
   *
   * @return the SHA-256, lower-case hex
   */
  String publish() {
    try {
      out.flush();
      channel.force(true);
      String sha256 = HexFormat.of().formatHex(out.getMessageDigest().digest());
      Path file = named.apply(sha256);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(folderOf(file));
      return sha256;
    } catch (IOException e) {
      throw new UncheckedIOException("A training set could not be stored", e);
    }
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent(), "a training set lies in its tenant's folder");
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
      entry.force(true);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(aside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
