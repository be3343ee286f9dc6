package io.qalam.account;

import io.qalam.account.model.Role;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.StorableText;
import io.qalam.tenant.TenantWording;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A member to be added.
 *
 * @param userName 1 to 64 of {@code A-Z a-z 0-9 . _ @ -}; it cannot be changed later
 * @param displayName what others see; the user name when it is left out
 * @param role what the member may do
 * @param locale ar, hi or en; the language of whoever adds the member when it is left out
 */
public record NewAccount(
    String userName, @Nullable String displayName, Role role, @Nullable String locale) {

  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final List<String> LOCALES = List.of("ar", "hi", "en");

  /**
   * @throws Invalid when a field is wrong; it names every one
   */
  public NewAccount {
    List<FieldError> errors = new ArrayList<>();
    if (userName == null || !USER.matcher(userName).matches()) {
      errors.add(new FieldError("userName", AccountWording.USER_NAME));
    }
    if (role == null) {
      errors.add(new FieldError("role", TenantWording.ONE_OF, List.of(Role.values())));
    }
    if (displayName != null && displayName.length() > 120) {
      errors.add(new FieldError("displayName", TenantWording.AT_MOST_CHARACTERS, 120));
    }
    if (displayName != null) {
      StorableText.fault(displayName)
          .ifPresent(fault -> errors.add(new FieldError("displayName", fault)));
    }
    if (locale != null && !LOCALES.contains(locale)) {
      errors.add(new FieldError("locale", TenantWording.ONE_OF, LOCALES));
    }
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    displayName = displayName == null || displayName.isBlank() ? userName : displayName.strip();
  }
}
