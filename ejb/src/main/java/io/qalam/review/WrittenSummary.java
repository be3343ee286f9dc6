package io.qalam.review;

import io.qalam.ingestion.model.SummaryText;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.TenantWording;
import org.jspecify.annotations.Nullable;

/** A summary that a person sends, checked. */
public final class WrittenSummary {

  private WrittenSummary() {}

  /**
   * A summary that somebody wrote, as it is kept.
   *
   * @throws Invalid when it is missing or cannot be one
   */
  public static String checked(@Nullable String summary) {
    if (summary == null) {
      throw Invalid.missing("summary");
    }
    String tidy = SummaryText.tidy(summary);
    SummaryText.fault(tidy).ifPresent(fault -> refuse(fault, tidy));
    return tidy;
  }

  private static void refuse(SummaryText.Fault fault, String summary) {
    throw switch (fault) {
      case BLANK -> new Invalid("summary", ReviewWording.SUMMARY_BLANK);
      case NUL -> new Invalid("summary", TenantWording.NUL);
      case SURROGATE -> new Invalid("summary", TenantWording.SURROGATE);
      case LONG ->
          new Invalid(
              "summary",
              ReviewWording.SUMMARY_LONG,
              summary.codePointCount(0, summary.length()),
              SummaryText.MOST);
    };
  }
}
