package io.qalam.trainer.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/** One row of a data set: its text and every other field by name. */
record SourceRow(
    String dataset,
    String id,
    String language,
    String split,
    String text,
    Map<String, String> fields) {

  /** A number from the id alone, the same on every machine: CRC-32 of its UTF-8 bytes. */
  long hash() {
    CRC32 crc = new CRC32();
    crc.update(id.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }
}
