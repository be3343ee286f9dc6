package io.qalam.tenant.web;

import io.qalam.account.model.Role;
import io.qalam.tenant.Caller;
import io.qalam.tenant.Languages;
import io.qalam.tenant.Patterns;
import io.qalam.tenant.TenantContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the template needs to know of its reader: name, language, direction and rights. */
@Named("frame")
@RequestScoped
public class Frame {

  @Inject private TenantContext context;
  @Inject private HttpServletRequest request;

  /** Whether somebody is logged in. */
  public boolean isKnown() {
    return context.known().isPresent();
  }

  public String getUserName() {
    return context.userName();
  }

  public String getTenantName() {
    return context.tenantName();
  }

  /** The language of the page: the account's, or else the browser's. */
  public String getLang() {
    return getLocale().getLanguage();
  }

  /** The locale of the page. */
  public Locale getLocale() {
    return Languages.withKeyboardDigits(
        context
            .known()
            .map(Caller::locale)
            .map(Locale::forLanguageTag)
            .orElseGet(() -> PageLocale.of(request)));
  }

  /** {@code rtl} or {@code ltr}. */
  public String getDir() {
    return PageLocale.direction(getLocale());
  }

  /** The forms of a text with a plural, by category: scripts choose among them. */
  public List<Map.Entry<String, String>> forms(String pattern) {
    return List.copyOf(Patterns.forms(pattern).entrySet());
  }

  /** Whether the reader may adjudicate and configure. */
  public boolean isEditor() {
    return may(Role.EDITOR);
  }

  /** Whether the reader may keep members and training. */
  public boolean isAdmin() {
    return may(Role.ADMIN);
  }

  private boolean may(Role role) {
    return context.known().filter(caller -> caller.may(role)).isPresent();
  }
}
