package io.qalam.tenant.web;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.context.ResponseWriterWrapper;
import java.io.IOException;
import org.primefaces.component.messages.MessagesRenderer;

/**
 * Draws messages as the alerts they are.
 *
 * <p>PrimeFaces puts each alert into a list, and a list may hold nothing but items: a screen reader
 * would announce a list of none. Registered in faces-config.xml.
 */
public class AlertsRenderer extends MessagesRenderer {

  @Override
  public void encodeEnd(FacesContext faces, UIComponent component) throws IOException {
    ResponseWriter writer = faces.getResponseWriter();
    faces.setResponseWriter(new WithoutLists(writer));
    try {
      super.encodeEnd(faces, component);
    } finally {
      faces.setResponseWriter(writer);
    }
  }

  /** Says of every list that it is there for its looks. */
  private static final class WithoutLists extends ResponseWriterWrapper {

    WithoutLists(ResponseWriter wrapped) {
      super(wrapped);
    }

    @Override
    public void startElement(String name, UIComponent component) throws IOException {
      super.startElement(name, component);
      if (name.equals("ul")) {
        super.writeAttribute("role", "presentation", null);
      }
    }
  }
}
