package io.qalam.tenant;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** A moment as the clock of a place shows it, with the place beside it. */
public record LocalMoment(Instant at, ZoneId zone) implements Spoken {

  @Override
  public String in(Locale locale) {
    Locale shown = Languages.withKeyboardDigits(locale);
    String time =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .localizedBy(shown)
            .withZone(zone)
            .format(at);
    return time + " (" + Place.isolated(zone.getId(), shown) + ")";
  }

  @Override
  public String key() {
    return "moment";
  }
}
