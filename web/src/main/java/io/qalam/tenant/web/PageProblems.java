package io.qalam.tenant.web;

import io.qalam.tenant.Problem;
import jakarta.faces.FacesException;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.ExceptionQueuedEventContext;
import jakarta.faces.event.PhaseId;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.primefaces.csp.CspException;

/**
 * Turns whatever a page throws into something its reader can use.
 *
 * <p>A {@link Problem} in an action is a message on the page; while the page is opened it is an
 * error page. A page that was open too long is opened anew; a form that no page of ours sent is a
 * bad request. Anything else is a fault: logged whole, told as nothing but that.
 */
public class PageProblems extends ExceptionHandlerWrapper {

  private static final Logger LOG = Logger.getLogger(PageProblems.class.getName());

  public PageProblems(ExceptionHandler wrapped) {
    super(wrapped);
  }

  /** Registers the handler; named in faces-config.xml. */
  public static class Factory extends ExceptionHandlerFactory {

    public Factory(ExceptionHandlerFactory wrapped) {
      super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
      return new PageProblems(getWrapped().getExceptionHandler());
    }
  }

  @Override
  public void handle() {
    Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
    FacesContext faces = FacesContext.getCurrentInstance();
    while (events.hasNext() && !faces.getResponseComplete()) {
      ExceptionQueuedEventContext event = (ExceptionQueuedEventContext) events.next().getSource();
      events.remove();
      try {
        tell(faces, event.getException());
      } catch (IOException e) {
        throw new FacesException(e);
      }
    }
  }

  private static void tell(FacesContext faces, Throwable thrown) throws IOException {
    Optional<Problem> problem = ProblemMapper.problemIn(thrown);
    if (problem.isPresent()) {
      tell(faces, problem.get());
    } else if (isCausedBy(ViewExpiredException.class, thrown)) {
      openAnew(faces);
    } else if (isCausedBy(CspException.class, thrown)) {
      fail(faces, 400);
    } else {
      LOG.log(Level.SEVERE, "A page failed", thrown);
      fail(faces, 500);
    }
  }

  private static void tell(FacesContext faces, Problem problem) throws IOException {
    boolean opening = !faces.isPostback() || faces.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE;
    if (opening) {
      fail(faces, problem.kind().status());
    } else {
      faces.addMessage(
          null,
          new FacesMessage(
              FacesMessage.SEVERITY_ERROR, title(faces, problem), said(faces, problem)));
      faces.renderResponse();
    }
  }

  private static String title(FacesContext faces, Problem problem) {
    ResourceBundle text = faces.getApplication().getResourceBundle(faces, "frameText");
    return text.getString("problem." + problem.kind().slug());
  }

  private static String said(FacesContext faces, Problem problem) {
    return new FieldNames(faces.getViewRoot().getLocale()).told(problem);
  }

  private static boolean isCausedBy(Class<? extends Throwable> type, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static void openAnew(FacesContext faces) throws IOException {
    ExternalContext external = faces.getExternalContext();
    String page = LoginRedirect.target(pathOf(external.getRequestHeaderMap().get("Referer")));
    external.redirect(external.getRequestContextPath() + page);
    faces.responseComplete();
  }

  private static @Nullable String pathOf(@Nullable String referer) {
    try {
      return referer == null ? null : URI.create(referer).getPath();
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  private static void fail(FacesContext faces, int status) throws IOException {
    ExternalContext external = faces.getExternalContext();
    if (faces.getPartialViewContext().isAjaxRequest()) {
      external.redirect(external.getRequestContextPath() + "/error?status=" + status);
    } else {
      external.responseSendError(status, "");
    }
    faces.responseComplete();
  }
}
