package io.qalam.trainer.llama;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the model's TorchScript archive: the program for one configuration, without any weight.
 *
 * <p>The whole forward and backward pass is then one native call, where DJL's own blocks make one
 * per operation. The file is plain TorchScript; PyTorch itself can load it.
 */
final class TorchArchive {
  private static final String PROGRAM = "llama.torchscript";

  /** Rows of logits that are in memory at once while the loss is computed. */
  private static final int LOSS_CHUNK = 512;

  private TorchArchive() {}

  /** The archive's bytes. */
  static byte[] write(LlamaConfig config) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "m/code/__torch__.py", program(config).getBytes(StandardCharsets.UTF_8));
      store(zip, "m/data.pkl", module());
      store(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
      store(zip, "m/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String program(LlamaConfig config) throws IOException {
    try (InputStream resource = TorchArchive.class.getResourceAsStream(PROGRAM)) {
      if (resource == null) {
        throw new IllegalStateException(
            "The program " + PROGRAM + " is missing from the engine's jar");
      }
      int output = config.tiedEmbeddings() ? 0 : 2 + 9 * config.layers();
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .replace("$LAYERS", "" + config.layers())
          .replace("$HIDDEN", "" + config.hiddenSize())
          .replace("$HEADS", "" + config.heads())
          .replace("$KV_HEADS", "" + config.keyValueHeads())
          .replace("$GROUPS", "" + config.heads() / config.keyValueHeads())
          .replace("$HEAD_SIZE", "" + config.headSize())
          .replace("$EPSILON", String.format(java.util.Locale.ROOT, "%.12f", config.normEpsilon()))
          .replace("$VOCABULARY", "" + config.vocabSize())
          .replace("$OUTPUT", "" + output)
          .replace("$CHUNK", "" + LOSS_CHUNK);
    }
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
