package io.qalam.trainer.quant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** What bitsandbytes made of the same weights: {@code bench/golden/nf4.py}. */
final class GoldenNf4 {

  /** One tensor; large ones are known by their SHA-256. */
  record Case(JsonNode json) {

    String name() {
      return json.get("name").asText();
    }

    int elements() {
      return json.get("elements").asInt();
    }

    boolean isWhole() {
      return json.has("values");
    }

    float[] values() {
      return isWhole() ? floats(json.get("values").asText()) : generated(elements());
    }

    String text(String field) {
      return json.get(field).asText();
    }

    float offset() {
      return Float.intBitsToFloat(json.get("offset").asInt());
    }

    /** As the file has it: all bytes, or their hash. */
    String encoded(byte[] bytes) {
      return isWhole() ? Base64.getEncoder().encodeToString(bytes) : sha256(bytes);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  private GoldenNf4() {}

  static JsonNode json() {
    try (InputStream file = GoldenNf4.class.getResourceAsStream("nf4.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    json().get("cases").forEach(one -> cases.add(new Case(one)));
    return cases;
  }

  static float[] floats(String base64) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }

  static byte[] bytes(float[] floats) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(floats);
    return bytes.array();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static float[] generated(int elements) {
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      long hash = i * 2654435761L & 0xffffffffL;
      float value = (hash >> 8) * 0x1p-23f - 1;
      values[i] = value * Math.abs(value);
    }
    return values;
  }
}
