package io.qalam.tenant.web;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.FacesConverter;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** Writes a day as the page's language writes it; pages only show days. */
@FacesConverter(forClass = LocalDate.class)
public class LocalDateConverter implements Converter<LocalDate> {

  @Override
  public String getAsString(FacesContext faces, UIComponent component, LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(faces.getViewRoot().getLocale())
        .format(day);
  }

  @Override
  public LocalDate getAsObject(FacesContext faces, UIComponent component, String text) {
    return LocalDate.parse(text);
  }
}
