package io.qalam.trainer.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Truncated, oversized and malformed variants of a good file, the same ones for a seed.
 *
 * <p>{@code -Dqalam.damage=20} makes twenty times as many.
 */
public final class Damage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> HOSTILE =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1.5",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e308",
          "1e999",
          "\"\"",
          "\"4\"",
          "\"two\\nlines\\u0000\\u2028\"",
          "\"../../x\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[[[]]]",
          "[null]",
          "[0,0]",
          "[-1,-1]",
          "[9223372036854775807,9223372036854775807,4]",
          "{\"a\":{\"b\":[1,{}]}}");

  private static final int MORE = Integer.getInteger("qalam.damage", 1);

  private Damage() {}

  /** Damaged bytes of any format. */
  public static List<byte[]> bytes(byte[] good, long seed, int count) {
    Random random = new Random(seed);
    List<byte[]> damaged = new ArrayList<>(List.of(new byte[0], new byte[1], new byte[4096]));
    while (damaged.size() < count * MORE) {
      damaged.add(one(good, random));
    }
    return damaged;
  }

  private static byte[] one(byte[] good, Random random) {
    int at = random.nextInt(good.length);
    int length = 1 + random.nextInt(Math.min(64, good.length));
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(good, at);
      case 1 -> Arrays.copyOf(good, good.length + length);
      case 2 -> {
        byte[] flipped = good.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 3 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        yield spliced(good, at, at, noise);
      }
      case 4 -> spliced(good, at, Math.min(good.length, at + length), new byte[0]);
      default ->
          spliced(good, at, at, Arrays.copyOfRange(good, at, Math.min(good.length, at + length)));
    };
  }

  private static byte[] spliced(byte[] good, int from, int to, byte[] between) {
    byte[] result = new byte[good.length - (to - from) + between.length];
    System.arraycopy(good, 0, result, 0, from);
    System.arraycopy(between, 0, result, from, between.length);
    System.arraycopy(good, to, result, from + between.length, good.length - to);
    return result;
  }

  /** Damaged JSON: bytes as above, and whole values in place of others, twice over and too deep. */
  public static List<byte[]> json(byte[] good, long seed, int count) throws IOException {
    Random random = new Random(seed);
    List<byte[]> damaged = new ArrayList<>(bytes(good, seed, count / 2));
    damaged.add(deep("[", good));
    damaged.add(deep("{\"a\":", good));
    damaged.add(("1" + "0".repeat(5000)).getBytes(StandardCharsets.UTF_8));
    damaged.add(("[" + "0,".repeat(20_000) + "0]").getBytes(StandardCharsets.UTF_8));
    while (damaged.size() < count * MORE) {
      JsonNode tree = JSON.readTree(good);
      damaged.add(change(tree, random).getBytes(StandardCharsets.UTF_8));
    }
    return damaged;
  }

  private static byte[] deep(String opening, byte[] good) {
    return (opening.repeat(2_000) + new String(good, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String change(JsonNode tree, Random random) throws IOException {
    List<JsonNode> containers = new ArrayList<>();
    collect(tree, containers);
    JsonNode place = containers.get(random.nextInt(containers.size()));
    JsonNode hostile = JSON.readTree(HOSTILE.get(random.nextInt(HOSTILE.size())));
    int index = random.nextInt(place.size());
    boolean removes = random.nextInt(8) == 0;
    if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      if (removes) {
        object.remove(names.get(index));
      } else if (random.nextInt(8) == 0) {
        object.set("new\nname" + random.nextInt(9), hostile);
      } else {
        object.set(names.get(index), hostile);
      }
    } else if (place instanceof ArrayNode array) {
      if (removes) {
        array.remove(index);
      } else {
        array.set(index, hostile);
      }
    }
    return tree.toString();
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode() && !node.isEmpty()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }
}
