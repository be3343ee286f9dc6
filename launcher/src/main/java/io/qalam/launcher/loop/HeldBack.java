package io.qalam.launcher.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The rows that the base model's training left out, text and label, so that the loop can be proved
 * on them: a quarter of ArSarcasm-v2 and half of BRIGHTER Hindi, by the CRC-32 of the row's id (the
 * same rule as the engine's corpus).
 */
final class HeldBack {
  private HeldBack() {}

  static boolean fromBase(JsonNode row) {
    CRC32 crc = new CRC32();
    crc.update(row.get("id").asText().getBytes(StandardCharsets.UTF_8));
    long parts = row.get("dataset").asText().equals("hi_brighter_emotion") ? 2 : 4;
    return crc.getValue() % parts == 0;
  }
}
