package io.qalam.trainer.llama;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The zip around a TorchScript program of one class {@code M} that has no weights. */
public final class ScriptArchive {
  private ScriptArchive() {}

  /** The archive's bytes; PyTorch itself can load it. */
  public static byte[] of(String program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "m/code/__torch__.py", program.getBytes(StandardCharsets.UTF_8));
      store(zip, "m/data.pkl", module());
      store(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
      store(zip, "m/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A pickled object of class {@code __torch__.M} with the one attribute that every module has. */
  private static byte[] module() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write("c__torch__\nM\n)".getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {(byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
    pickle.write("training".getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {(byte) 0x89, 'u', 'b', '.'});
    return pickle.toByteArray();
  }

  /** PyTorch reads entries in place, so that they must not be compressed. */
  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
