package io.qalam.account.web;

import io.qalam.account.LoginService;
import io.qalam.account.SignedIn;
import io.qalam.tenant.Patterns;
import io.qalam.tenant.TooManyAttempts;
import io.qalam.tenant.Unauthenticated;
import io.qalam.tenant.web.LoginRedirect;
import io.qalam.tenant.web.LoginSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The login page: tenant, user name and password begin a session. */
@Named
@RequestScoped
public class LoginView {

  @Inject private LoginService logins;

  private String tenant = "";
  private String userName = "";
  private String password = "";
  private String problem = "";
  private @Nullable String next;

  /** Logs in and goes to the page that was asked for; a refusal is told on this page. */
  public void logIn() throws IOException {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    HttpServletRequest request = (HttpServletRequest) external.getRequest();
    try {
      SignedIn login =
          logins.logIn(
              tenant.strip(), userName.strip(), password.toCharArray(), ClientAddress.of(request));
      LoginSession.begin(request, login);
      external.redirect(external.getRequestContextPath() + LoginRedirect.target(next));
    } catch (Unauthenticated refused) {
      problem = text("login.refused");
    } catch (TooManyAttempts locked) {
      problem = filled("login.locked", 1 + locked.retryAfter().toSeconds());
    }
  }

  private static String filled(String key, Object... values) {
    Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
    return Patterns.filled(text(key), locale, values);
  }

  private static String text(String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle bundle = faces.getApplication().getResourceBundle(faces, "accountText");
    return bundle.getString(key);
  }

  public String getTenant() {
    return tenant;
  }

  public void setTenant(String tenant) {
    this.tenant = tenant;
  }

  public String getUserName() {
    return userName;
  }

  public void setUserName(String userName) {
    this.userName = userName;
  }

  public String getPassword() {
    return "";
  }

  public void setPassword(String password) {
    this.password = password;
  }

  /** Why the last attempt was refused; empty when it was not. */
  public String getProblem() {
    return problem;
  }

  public @Nullable String getNext() {
    return next;
  }

  public void setNext(@Nullable String next) {
    this.next = next;
  }
}
