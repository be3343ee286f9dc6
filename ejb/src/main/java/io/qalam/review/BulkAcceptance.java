package io.qalam.review;

import io.qalam.tenant.KnownFieldsOnly;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish to accept what a preview showed.
 *
 * @param label and all that follows but the last: as {@link BulkFilter} knows it
 * @param seen the posts of the preview; only these are accepted, and of these only what is still as
 *     it was seen
 */
@KnownFieldsOnly
public record BulkAcceptance(
    @Nullable String label,
    @Nullable Double minMargin,
    @Nullable String q,
    @Nullable String lang,
    @Nullable Double marginTo,
    @Nullable String adapter,
    @Nullable String annotator,
    @Nullable String from,
    @Nullable String to,
    @Nullable List<Seen> seen) {

  /** A task and the prediction it was shown with. */
  public record Seen(@Nullable UUID taskId, @Nullable UUID predictionId) implements Serializable {}

  /** Which predictions are wanted. */
  public BulkFilter filter() {
    Map<String, String> asked = new LinkedHashMap<>();
    put(asked, "label", label);
    put(asked, "minMargin", minMargin);
    put(asked, "q", q);
    put(asked, "lang", lang);
    put(asked, "marginTo", marginTo);
    put(asked, "adapter", adapter);
    put(asked, "annotator", annotator);
    put(asked, "from", from);
    put(asked, "to", to);
    return BulkFilter.of(asked);
  }

  private static void put(Map<String, String> asked, String field, @Nullable Object value) {
    if (value != null) {
      asked.put(field, value.toString());
    }
  }
}
