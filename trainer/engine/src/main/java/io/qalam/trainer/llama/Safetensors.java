package io.qalam.trainer.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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

  /**
   * A tensor's place.
   *
   * @throws ModelException if there is none of that name
   */
  public Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new ModelException(file + ": tensor " + name + " is missing");
    }
    return entry;
  }

  /** A tensor's numbers, widened to 32 bits. */
  public float[] floats(String name) {
    float[] values = new float[Math.toIntExact(Shapes.elements(entry(name).shape))];
    floats(name, 0, values);
    return values;
  }

  /** As many of a tensor's numbers as the array takes, from a position on, widened to 32 bits. */
  public void floats(String name, long from, float[] values) {
    Entry entry = entry(name);
    int size = size(entry.dtype);
    ByteBuffer bytes = read(position(entry) + from * size, Math.multiplyExact(values.length, size));
    switch (entry.dtype) {
      case "F32" -> bytes.asFloatBuffer().get(values);
      case "BF16" -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
        }
      }
      case "F16" -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = HalfFloats.widen(bytes.getShort(2 * i));
        }
      }
      default ->
          throw new ModelException(
              file
                  + ": tensor "
                  + name
                  + ": dtype found "
                  + entry.dtype
                  + ", expected BF16, F16 or F32");
    }
  }

  /** A tensor's bytes as they lie in the file, little-endian. */
  public byte[] bytes(String name) {
    Entry entry = entry(name);
    return read(position(entry), Math.toIntExact(entry.end - entry.begin)).array();
  }

  private ByteBuffer read(long position, int bytes) {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(channel, position, bytes, file);
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e, e);
    }
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
    Map<String, SafetensorsWriter.Declared> declared = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            declared.put(name, new SafetensorsWriter.Declared(dtype, tensor.shape())));
    try (SafetensorsWriter writer = new SafetensorsWriter(file, declared)) {
      tensors.forEach((name, tensor) -> writer.write(name, bytes(tensor.values, size)));
    }
  }

  private static ByteBuffer bytes(float[] values, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * size).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      if (size == 4) {
        bytes.putFloat(value);
      } else {
        bytes.putShort(HalfFloats.bfloat(value));
      }
    }
    return bytes.flip();
  }

  /** Bytes of one element. */
  static int size(String dtype) {
    Integer size = SIZES.get(dtype);
    if (size == null) {
      throw new IllegalArgumentException(
          "dtype found " + dtype + ", expected one of " + SIZES.keySet());
    }
    return size;
  }
}
