package io.qalam.trainer.yardstick;

import io.qalam.trainer.yardstick.Yardstick.Choice;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A yardstick as bytes: numbers and texts alone, no code, big-endian, nothing behind its end.
 *
 * <pre>
 * "QALAMYS1"                                   the format and its version
 * int n, n × text                              the label space, in the label schema's order
 * double cost, byte balanced, double macroF1   what the cross-validation chose
 * 2 × (int n, n × (text, double idf))          words and characters, each in rising order
 * int n, n × (int label, (features + 1) × float)   the regressions, the constant feature's weight last
 * </pre>
 *
 * A text is an int, its length in bytes, and so much UTF-8.
 */
final class YardstickFile {

  private static final byte[] FORMAT = "QALAMYS1".getBytes(StandardCharsets.US_ASCII);

  private YardstickFile() {}

  /** All that a yardstick is made of. */
  record Content(List<String> labels, Choice choice, TextFeatures features, OneAgainstRest model) {}

  static byte[] write(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(FORMAT);
      out.writeInt(content.labels().size());
      for (String label : content.labels()) {
        write(label, out);
      }
      out.writeDouble(content.choice().cost());
      out.writeBoolean(content.choice().balanced());
      out.writeDouble(content.choice().macroF1());
      write(content.features().words(), out);
      write(content.features().characters(), out);
      write(content.model().weights(), out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written to it", e);
    }
    return bytes.toByteArray();
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void write(Terms terms, DataOutputStream out) throws IOException {
    out.writeInt(terms.size());
    for (int i = 0; i < terms.size(); i++) {
      write(terms.term(i), out);
      out.writeDouble(terms.idf(i));
    }
  }

  private static void write(Map<Integer, float[]> weights, DataOutputStream out)
      throws IOException {
    out.writeInt(weights.size());
    for (Map.Entry<Integer, float[]> regression : weights.entrySet()) {
      out.writeInt(regression.getKey());
      for (float weight : regression.getValue()) {
        out.writeFloat(weight);
      }
    }
  }

  /**
   * Reads a yardstick.
   *
   * @throws YardstickException when the bytes are none; says what was found and expected
   */
  static Content read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      requireFormat(in);
      List<String> labels = labels(in);
      Choice choice = new Choice(in.getDouble(), in.get() != 0, in.getDouble());
      TextFeatures features = new TextFeatures(terms(in, "words"), terms(in, "characters"));
      OneAgainstRest model = model(in, labels.size(), features.size() + 1);
      if (in.hasRemaining()) {
        throw new YardstickException(in.remaining() + " bytes stand behind the end");
      }
      return new Content(labels, choice, features, model);
    } catch (BufferUnderflowException e) {
      throw new YardstickException("it ends early, after " + bytes.length + " bytes");
    }
  }

  private static void requireFormat(ByteBuffer in) {
    byte[] found = new byte[FORMAT.length];
    in.get(found);
    if (!Arrays.equals(found, FORMAT)) {
      throw new YardstickException(
          "it begins with '%s', expected '%s'"
              .formatted(
                  new String(found, StandardCharsets.ISO_8859_1),
                  new String(FORMAT, StandardCharsets.US_ASCII)));
    }
  }

  private static List<String> labels(ByteBuffer in) {
    int n = count(in, "labels", Integer.BYTES);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      labels.add(text(in));
    }
    if (labels.size() < 2 || labels.stream().distinct().count() != labels.size()) {
      throw new YardstickException(
          "labels must be at least two and all different, found " + labels);
    }
    return labels;
  }

  private static Terms terms(ByteBuffer in, String kind) {
    int n = count(in, kind, Integer.BYTES + Double.BYTES);
    String[] terms = new String[n];
    double[] idf = new double[n];
    for (int i = 0; i < n; i++) {
      terms[i] = text(in);
      idf[i] = in.getDouble();
    }
    return new Terms(terms, idf);
  }

  private static OneAgainstRest model(ByteBuffer in, int labels, int size) {
    int n = count(in, "regressions", Integer.BYTES + size * Float.BYTES);
    Map<Integer, float[]> weights = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      int label = in.getInt();
      if (label < 0 || label >= labels || weights.containsKey(label)) {
        throw new YardstickException(
            "regression %d is of label %d, expected another one below %d"
                .formatted(i, label, labels));
      }
      weights.put(label, weights(in, label, size));
    }
    if (n < 2) {
      throw new YardstickException("there are " + n + " regressions, expected at least 2");
    }
    return new OneAgainstRest(labels, weights);
  }

  private static float[] weights(ByteBuffer in, int label, int size) {
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = in.getFloat();
      if (!Float.isFinite(weights[i])) {
        throw new YardstickException(
            "weight %d of label %d is %s, expected a number".formatted(i, label, weights[i]));
      }
    }
    return weights;
  }

  /** A number of things of at least so many bytes each, which therefore must be there. */
  private static int count(ByteBuffer in, String things, int bytesEach) {
    int n = in.getInt();
    if (n < 0 || (long) n * bytesEach > in.remaining()) {
      throw new YardstickException(
          "it announces %d %s, and %d bytes follow".formatted(n, things, in.remaining()));
    }
    return n;
  }

  private static String text(ByteBuffer in) {
    int length = count(in, "bytes of a text", 1);
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new YardstickException("a text is not UTF-8: " + e.getMessage());
    }
  }
}
