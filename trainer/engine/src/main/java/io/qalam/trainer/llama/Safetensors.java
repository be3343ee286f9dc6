package io.qalam.trainer.llama;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.trainer.file.JsonFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

  /**
   * A tensor to write.
   *
   * @param numbers asked for when its turn has come, so that only one tensor is in memory
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Values(long[] shape, Supplier<float[]> numbers) {
    public Values(long[] shape, float[] numbers) {
      this(shape, () -> numbers);
    }
  }

  private static final long MAX_HEADER = 100_000_000;
  private static final int MOST_DIMENSIONS = 8;

  /** Numbers, or bytes, that are read at once. */
  private static final int CHUNK = 1 << 18;

  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

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

  private static Map<String, Entry> entries(Path file, byte[] header, long dataSize) {
    JsonNode json;
    try {
      json = JsonFile.parse(header);
    } catch (IOException e) {
      throw new ModelException(file + ": is no safetensors file: its header is no JSON", e);
    }
    if (!json.isObject()) {
      throw new ModelException(file + ": is no safetensors file: its header is no JSON object");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    json.properties().stream()
        .filter(field -> !field.getKey().equals("__metadata__"))
        .forEach(
            field ->
                entries.put(
                    field.getKey(), entry(file, field.getKey(), field.getValue(), dataSize)));
    requireNoGaps(file, entries, dataSize);
    return entries;
  }

  private static Entry entry(Path file, String name, JsonNode json, long dataSize) {
    String dtype = json.path("dtype").asText("none");
    Integer size = SIZES.get(dtype);
    if (size == null) {
      throw wrong(file, name, "dtype found " + dtype + ", expected one of " + SIZES.keySet());
    }
    long[] shape = sizes(file, name, json.path("shape"), MOST_DIMENSIONS, "shape");
    long[] offsets = sizes(file, name, json.path("data_offsets"), 2, "data_offsets");
    if (offsets.length != 2) {
      throw wrong(file, name, "data_offsets found " + json.path("data_offsets") + ", expected two");
    }
    if (offsets[1] > dataSize) {
      throw new ModelException(
          file
              + ": is truncated: tensor "
              + name
              + " ends at byte "
              + offsets[1]
              + " of the data, found "
              + dataSize
              + " bytes");
    }
    long bytes = bytes(file, name, shape, size);
    if (offsets[1] - offsets[0] != bytes) {
      throw wrong(file, name, "found " + (offsets[1] - offsets[0]) + " bytes, expected " + bytes);
    }
    return new Entry(dtype, shape, offsets[0], offsets[1]);
  }

  private static long[] sizes(Path file, String name, JsonNode list, int most, String field) {
    boolean good = list.isArray() && list.size() <= most;
    long[] sizes = new long[good ? list.size() : 0];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = list.path(i).canConvertToLong() ? list.path(i).asLong() : -1;
      good &= list.path(i).isIntegralNumber() && sizes[i] >= 0;
    }
    if (!good) {
      throw wrong(file, name, field + " found " + list + ", expected at most " + most + " sizes");
    }
    return sizes;
  }

  private static long bytes(Path file, String name, long[] shape, int size) {
    try {
      return Math.multiplyExact(Shapes.elements(shape), size);
    } catch (ArithmeticException e) {
      throw wrong(file, name, "shape found " + Arrays.toString(shape) + ", beyond any file");
    }
  }

  /** The format has every byte of the data belong to one tensor. */
  private static void requireNoGaps(Path file, Map<String, Entry> entries, long dataSize) {
    long next = 0;
    List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
    inOrder.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin)
            .thenComparingLong(e -> e.getValue().end));
    for (Map.Entry<String, Entry> tensor : inOrder) {
      if (tensor.getValue().begin != next) {
        throw wrong(
            file,
            tensor.getKey(),
            "begins at byte " + tensor.getValue().begin + " of the data, expected " + next);
      }
      next = tensor.getValue().end;
    }
    if (next != dataSize) {
      throw new ModelException(
          file
              + ": found "
              + dataSize
              + " bytes of data, expected "
              + next
              + " as its header says");
    }
  }

  private static ModelException wrong(Path file, String tensor, String what) {
    return new ModelException(file + ": tensor " + tensor + ": " + what);
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

  /**
   * A tensor's numbers, widened to 32 bits.
   *
   * @throws ModelException if it is missing, of another type than BF16, F16 and F32, or larger than
   *     an array can be
   */
  public float[] floats(String name) {
    return floats(name, slice -> {});
  }

  /**
   * The same, slice by slice.
   *
   * @param read looks at each slice of the numbers as soon as it was read
   */
  public float[] floats(String name, Consumer<FloatBuffer> read) {
    float[] values = new float[arrayLength(name, Shapes.elements(entry(name).shape))];
    floats(name, 0, values, read);
    return values;
  }

  /** As many of a tensor's numbers as the array takes, from a position on, widened to 32 bits. */
  public void floats(String name, long from, float[] values) {
    floats(name, from, values, slice -> {});
  }

  private void floats(String name, long from, float[] values, Consumer<FloatBuffer> read) {
    Entry entry = entry(name);
    int size = size(entry, name);
    try (FileChannel channel = FileChannel.open(file)) {
      for (int at = 0; at < values.length; at += CHUNK) {
        int count = Math.min(CHUNK, values.length - at);
        ByteBuffer bytes = read(channel, position(entry) + (from + at) * size, count * size, file);
        widen(bytes, entry.dtype, values, at, count);
        read.accept(FloatBuffer.wrap(values, at, count));
      }
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e, e);
    }
  }

  /** A tensor's bytes as they lie in the file, little-endian. */
  public byte[] bytes(String name) {
    Entry entry = entry(name);
    int length = arrayLength(name, entry.end - entry.begin);
    try (FileChannel channel = FileChannel.open(file)) {
      return read(channel, position(entry), length, file).array();
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e, e);
    }
  }

  private int arrayLength(String name, long elements) {
    if (elements > LONGEST_ARRAY) {
      throw wrong(file, name, "found " + elements + " numbers, expected at most " + LONGEST_ARRAY);
    }
    return (int) elements;
  }

  private int size(Entry entry, String name) {
    return switch (entry.dtype) {
      case "F32" -> 4;
      case "BF16", "F16" -> 2;
      default ->
          throw wrong(file, name, "dtype found " + entry.dtype + ", expected BF16, F16 or F32");
    };
  }

  private static void widen(ByteBuffer bytes, String dtype, float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] =
          switch (dtype) {
            case "F32" -> bytes.getFloat();
            case "F16" -> HalfFloats.widen(bytes.getShort());
            default -> Float.intBitsToFloat(bytes.getShort() << 16);
          };
    }
  }

  /** Whether a tensor here and one of another file have the same type and the same bytes. */
  boolean sameBytes(String name, Safetensors other, String otherName) {
    Entry mine = entry(name);
    Entry theirs = other.entry(otherName);
    long bytes = mine.end - mine.begin;
    if (!mine.dtype.equals(theirs.dtype) || theirs.end - theirs.begin != bytes) {
      return false;
    }
    try (FileChannel here = FileChannel.open(file);
        FileChannel there = FileChannel.open(other.file)) {
      boolean same = true;
      for (long at = 0; same && at < bytes; at += CHUNK) {
        int count = (int) Math.min(CHUNK, bytes - at);
        same =
            read(here, position(mine) + at, count, file)
                .equals(read(there, other.position(theirs) + at, count, other.file));
      }
      return same;
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e, e);
    }
  }

  /** Writes tensors as F32. */
  public static void writeFloats(Path file, Map<String, Values> tensors) {
    write(file, tensors, "F32");
  }

  /** Writes tensors as BF16, rounded to nearest even. */
  public static void writeBfloats(Path file, Map<String, Values> tensors) {
    write(file, tensors, "BF16");
  }

  private static void write(Path file, Map<String, Values> tensors, String dtype) {
    Map<String, SafetensorsWriter.Declared> declared = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            declared.put(name, new SafetensorsWriter.Declared(dtype, tensor.shape())));
    try (SafetensorsWriter writer = new SafetensorsWriter(file, declared)) {
      tensors.forEach((name, tensor) -> writer.write(name, bytes(tensor.numbers.get(), dtype)));
    }
  }

  /**
   * Numbers as a file has them, little-endian; in 16 bits rounded to nearest even.
   *
   * @param dtype F32, BF16 or F16
   */
  public static ByteBuffer bytes(float[] values, String dtype) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * size(dtype));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (dtype) {
        case "F32" -> bytes.putFloat(value);
        case "F16" -> bytes.putShort(HalfFloats.half(value));
        case "BF16" -> bytes.putShort(HalfFloats.bfloat(value));
        default -> throw new IllegalArgumentException("dtype found " + dtype + ", not a float's");
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
