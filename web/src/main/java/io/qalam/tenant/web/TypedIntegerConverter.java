package io.qalam.tenant.web;

import io.qalam.tenant.Numerals;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.IntegerConverter;
import org.jspecify.annotations.Nullable;

/** Reads a whole number in the digits, and with the decimal sign, of its reader. */
public final class TypedIntegerConverter extends IntegerConverter {

  @Override
  public @Nullable Object getAsObject(
      FacesContext faces, UIComponent component, @Nullable String typed) {
    return super.getAsObject(faces, component, typed == null ? null : Numerals.plain(typed));
  }
}
