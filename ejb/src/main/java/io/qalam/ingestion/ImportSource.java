package io.qalam.ingestion;

import io.qalam.tenant.model.Ids;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where records came from.
 *
 * @param name {@code rest}, {@code file <name>} or {@code kafka <topic>}
 * @param partition of a topic; null for a file, whose lines are read once
 */
record ImportSource(String name, @Nullable Integer partition) {

  private static final int SHOWN = 200;

  static ImportSource of(String name) {
    return new ImportSource(name.length() <= SHOWN ? name : name.substring(0, SHOWN), null);
  }

  static ImportSource topic(String topic, int partition) {
    return new ImportSource("kafka " + topic, partition);
  }

  /** Whether the same record may come again. */
  boolean repeats() {
    return partition != null;
  }

  /** The id of a reject: of a topic's record always the same, so that it is kept once. */
  UUID rejectId(long line) {
    if (!repeats()) {
      return Ids.next();
    }
    String position = name + "/" + partition + "/" + line;
    return UUID.nameUUIDFromBytes(position.getBytes(StandardCharsets.UTF_8));
  }
}
