package io.qalam.adapter.web;

import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterState;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.UUID;

/**
 * An adapter as the page shows it.
 *
 * @param name the end of its id
 * @param fits whether it was made for the label schema in force
 */
public record AdapterRow(
    UUID id,
    String name,
    AdapterState state,
    String developmentF1,
    int rank,
    int schemaVersion,
    String baseModel,
    String createdAt,
    String promotedAt,
    boolean fits)
    implements Serializable {

  static AdapterRow of(Adapter adapter, int schemaVersion, ZoneId zone, TrainingWords words) {
    return new AdapterRow(
        adapter.getId(),
        RunRow.name(adapter.getId()),
        adapter.getState(),
        adapter.getDevelopmentF1() == null ? "–" : words.share(adapter.getDevelopmentF1()),
        adapter.getRank(),
        adapter.getSchemaVersion(),
        adapter.getBaseModel(),
        words.time(adapter.getCreatedAt(), zone),
        words.time(adapter.getPromotedAt(), zone),
        adapter.fitsSchema(schemaVersion));
  }

  /** Whether an admin could make it live. */
  public boolean isPromotable() {
    return fits && state != AdapterState.LIVE;
  }

  /** The look of its state. */
  public String getLook() {
    return switch (state) {
      case LIVE -> "";
      case CANDIDATE -> "q-chip-warn";
      case RETIRED -> "q-chip-quiet";
      case REJECTED -> "q-chip-danger";
    };
  }
}
