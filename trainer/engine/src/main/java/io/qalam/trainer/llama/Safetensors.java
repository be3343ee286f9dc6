package io.qalam.trainer.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A safetensors file: a checked header of names, types, shapes and offsets, and the numbers behind
 * it.
 *
 * <p>The header is read and verified in Java before any byte reaches native code, since an adapter
 * comes from outside.
 */
public final class Safetensors {

  /** A tensor's place; begin and end count from the start of the data, behind the header. */
  public record Entry(String dtype, long[] shape, long begin, long end) {}

  /** A tensor to write. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Values(long[] shape, float[] values) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_HEADER = 100_000_000;
  private static final Map<String, Integer> SIZES =
      Map.of(
          "BF16", 2, "F16", 2, "F32", 4, "F64", 8, "I64", 8, "I32", 4, "U8", 1, "I8", 1, "BOOL", 1);

  private final Path file;
  private final long dataStart;
  private final Map<String, Entry> entries;

  private Safetensors(Path file, long dataStart, Map<String, Entry> entries) {
    this.file = file;
    this.dataStart = dataStart;
    this.entries = entries;
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws ModelException if it is no safetensors file, or a truncated one
   */
  public static Safetensors open(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteBuffer length = read(channel, 0, 8, file);
      long header = length.getLong();
      if (header < 2 || header > MAX_HEADER || 8 + header > size) {
        throw new ModelException(
            file
                + ": is no safetensors file: header length found "
                + header
                + ", file size "
                + size);
      }
      byte[] text = read(channel, 8, (int) header, file).array();
      return new Safetensors(file, 8 + header, entries(file, text, size - 8 - header));
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e, e);
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes, Path file)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new ModelException(
            file + ": is truncated: found " + channel.size() + " bytes, expected more");
      }
    }
    return buffer.flip();
  }

  private static Map<String, Entry> entries(Path file, byte[] header, long dataSize)
      throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(header);
    } catch (IOException e) {
      throw new ModelException(file + ": is no safetensors file: its header is no JSON", e);
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    json.properties().stream()
        .filter(field -> !field.getKey().equals("__metadata__"))
        .forEach(
            field ->
                entries.put(
                    field.getKey(), entry(file, field.getKey(), field.getValue(), dataSize)));
    return entries;
  }

  private static Entry entry(Path file, String name, JsonNode json, long dataSize) {
    String dtype = json.path("dtype").asText("none");
    Integer size = SIZES.get(dtype);
    if (size == null) {
      throw new ModelException(
          file
              + ": tensor "
              + name
              + ": dtype found "
              + dtype
              + ", expected one of "
              + SIZES.keySet());
    }
    long[] shape = new long[json.path("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = json.path("shape").get(i).asLong(-1);
      if (shape[i] < 0) {
        throw new ModelException(
            file + ": tensor " + name + ": shape found " + json.path("shape") + ", expected sizes");
      }
    }
    long begin = json.path("data_offsets").path(0).asLong(-1);
    long end = json.path("data_offsets").path(1).asLong(-1);
    if (begin < 0 || end > dataSize) {
      throw new ModelException(
          file
              + ": is truncated: tensor "
              + name
              + " ends at byte "
              + end
              + " of the data, found "
              + dataSize
              + " bytes");
    }
    if (end - begin != Shapes.elements(shape) * size) {
      throw new ModelException(
          file
              + ": tensor "
              + name
              + ": found "
              + (end - begin)
              + " bytes, expected "
              + Shapes.elements(shape) * size);
    }
    return new Entry(dtype, shape, begin, end);
  }

  public Path file() {
    return file;
  }

  /** Every tensor by name, in the file's order. */
  public Map<String, Entry> entries() {
    return entries;
  }

  /** Where a tensor's first byte lies in the file. */
  public long position(Entry entry) {
    return dataStart + entry.begin;
  }

  /** A tensor's numbers, widened to 32 bits. */
  public float[] floats(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new ModelException(file + ": tensor " + name + " is missing");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes =
          read(channel, position(entry), Math.toIntExact(entry.end - entry.begin), file);
      float[] values = new float[Math.toIntExact(Shapes.elements(entry.shape))];
      for (int i = 0; i < values.length; i++) {
        values[i] = next(bytes, entry.dtype, name);
      }
      return values;
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e, e);
    }
  }

  private float next(ByteBuffer bytes, String dtype, String name) {
    return switch (dtype) {
      case "F32" -> bytes.getFloat();
      case "BF16" -> Float.intBitsToFloat(bytes.getShort() << 16);
      case "F16" -> HalfFloats.widen(bytes.getShort());
      default ->
          throw new ModelException(
              file + ": tensor " + name + ": dtype found " + dtype + ", expected BF16, F16 or F32");
    };
  }

  /** Writes tensors as F32. */
  public static void writeFloats(Path file, Map<String, Values> tensors) {
    write(file, tensors, "F32", 4);
  }

  /** Writes tensors as BF16, rounded to nearest even. */
  public static void writeBfloats(Path file, Map<String, Values> tensors) {
    write(file, tensors, "BF16", 2);
  }

  private static void write(Path file, Map<String, Values> tensors, String dtype, int size) {
    byte[] header = header(tensors, dtype, size);
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            1 << 16)) {
      out.write(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
      out.write(header);
      for (Values tensor : tensors.values()) {
        ByteBuffer bytes =
            ByteBuffer.allocate(tensor.values.length * size).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : tensor.values) {
          if (size == 4) {
            bytes.putFloat(value);
          } else {
            bytes.putShort(HalfFloats.bfloat(value));
          }
        }
        out.write(bytes.array());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  /**
   * The header is padded with blanks, so that the data begins at a multiple of eight and can be
   * mapped.
   */
  private static byte[] header(Map<String, Values> tensors, String dtype, int size) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, Values> tensor : tensors.entrySet()) {
      ObjectNode entry = json.putObject(tensor.getKey()).put("dtype", dtype);
      var shape = entry.putArray("shape");
      for (long length : tensor.getValue().shape) {
        shape.add(length);
      }
      long end = offset + (long) tensor.getValue().values.length * size;
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = json.toString();
    int padding = (8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8;
    return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }
}
