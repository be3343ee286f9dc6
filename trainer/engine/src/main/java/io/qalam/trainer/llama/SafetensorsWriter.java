package io.qalam.trainer.llama;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes a safetensors file one tensor after the other, so that a model need not fit in memory.
 *
 * <p>The names, types and shapes are declared first, since the header stands before the data.
 */
public final class SafetensorsWriter implements AutoCloseable {

  /** What the header says of a tensor. */
  public record Declared(String dtype, long[] shape) {

    /** The tensor's size in the file. */
    public long bytes() {
      return Shapes.elements(shape) * Safetensors.size(dtype);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;
  private final Iterator<Map.Entry<String, Declared>> expected;

  /**
   * Creates or replaces the file and writes its header.
   *
   * @param tensors in the order in which they will be written
   */
  public SafetensorsWriter(Path file, Map<String, Declared> tensors) {
    this.file = file;
    this.expected = tensors.entrySet().iterator();
    try {
      this.channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      byte[] header = header(tensors);
      append(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).flip());
      append(ByteBuffer.wrap(header));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * The header is padded with blanks, so that the data begins at a multiple of eight and can be
   * mapped.
   */
  private static byte[] header(Map<String, Declared> tensors) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, Declared> tensor : tensors.entrySet()) {
      Declared declared = tensor.getValue();
      ObjectNode entry = json.putObject(tensor.getKey()).put("dtype", declared.dtype);
      var shape = entry.putArray("shape");
      for (long length : declared.shape) {
        shape.add(length);
      }
      long end = offset + declared.bytes();
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = json.toString();
    int padding = (8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8;
    return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the next tensor, little-endian. */
  public void write(String name, ByteBuffer bytes) {
    declared(name, bytes.remaining());
    try {
      append(bytes);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Copies the next tensor from another file, as it is. */
  public void copy(String name, Safetensors from) {
    copy(name, name, from);
  }

  /** Copies the next tensor from another file, where it has another name. */
  public void copy(String name, String there, Safetensors from) {
    Safetensors.Entry entry = from.entry(there);
    declared(name, entry.end() - entry.begin());
    try (FileChannel source = FileChannel.open(from.file())) {
      long end = from.position(entry) + entry.end() - entry.begin();
      for (long at = from.position(entry); at < end; ) {
        long copied = source.transferTo(at, end - at, channel);
        if (copied <= 0) {
          throw new ModelException(from.file() + ": is truncated at byte " + at);
        }
        at += copied;
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void declared(String name, long bytes) {
    Map.Entry<String, Declared> next = expected.hasNext() ? expected.next() : Map.entry("", NONE);
    if (!next.getKey().equals(name) || next.getValue().bytes() != bytes) {
      throw new IllegalStateException(
          "Tensor " + name + " of " + bytes + " bytes comes where " + next + " was declared");
    }
  }

  private static final Declared NONE = new Declared("U8", new long[] {0});

  private void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
  }

  /** Closes the file, whether or not all of it was written. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
