package io.qalam.tenant.web;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.FacesConverter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Writes an instant as the page's language writes it, in UTC; pages only show instants. */
@FacesConverter(forClass = Instant.class)
public class InstantConverter implements Converter<Instant> {

  @Override
  public String getAsString(FacesContext faces, UIComponent component, Instant instant) {
    Locale locale = faces.getViewRoot().getLocale();
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .format(instant.atZone(ZoneOffset.UTC))
        + " UTC";
  }

  @Override
  public Instant getAsObject(FacesContext faces, UIComponent component, String text) {
    return Instant.parse(text);
  }
}
