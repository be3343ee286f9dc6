package io.qalam.overview;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that an export is written to; whoever opened it closes it. */
final class ExportFile implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private final OutputStream out;

  private ExportFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
  }

  /** An empty file in place of whatever has that name. */
  static ExportFile empty(Path path) throws IOException {
    return new ExportFile(
        path,
        FileChannel.open(
            path,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING));
  }

  /**
   * A file that begins with the first bytes of another one.
   *
   * @throws IOException when the other one has not as many
   */
  static ExportFile behind(Path former, long bytes, Path path) throws IOException {
    ExportFile file = empty(path);
    try (FileChannel from = FileChannel.open(former, StandardOpenOption.READ)) {
      for (long copied = 0; copied < bytes; ) {
        long more = from.transferTo(copied, bytes - copied, file.channel);
        if (more <= 0) {
          throw new IOException(former + " ends before byte " + bytes);
        }
        copied += more;
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return file;
  }

  OutputStream out() {
    return out;
  }

  /** Brings what was written to the disk, and returns how many bytes the file has. */
  long store() throws IOException {
    out.flush();
    channel.force(false);
    return channel.position();
  }

  /** SHA-256 of what is stored, in hex. */
  String sha256() throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(ByteBuffer.wrap(buffer, 0, read));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
