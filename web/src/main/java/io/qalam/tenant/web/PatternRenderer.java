package io.qalam.tenant.web;

import io.qalam.tenant.Patterns;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIParameter;
import jakarta.faces.component.ValueHolder;
import jakarta.faces.context.FacesContext;
import jakarta.faces.render.Renderer;
import java.io.IOException;
import java.util.Locale;

/**
 * Writes {@code h:outputFormat} by {@link Patterns}: the one of Faces knows no plural rules.
 *
 * <p>It writes the text alone, escaped, without an element or attributes of its own.
 */
public final class PatternRenderer extends Renderer<UIComponent> {

  @Override
  public void encodeEnd(FacesContext faces, UIComponent component) throws IOException {
    String pattern = String.valueOf(((ValueHolder) component).getValue());
    Locale locale = faces.getViewRoot().getLocale();
    Object[] values =
        component.getChildren().stream()
            .filter(UIParameter.class::isInstance)
            .map(child -> ((UIParameter) child).getValue())
            .toArray();
    faces
        .getResponseWriter()
        .writeText(Patterns.filled(pattern, locale, values), component, "value");
  }
}
