package io.qalam.account;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.TenantWording;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a member may be said to read: language codes, each once. */
final class ReadLanguages {

  private static final Pattern CODE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");
  private static final int MOST = 30;

  private ReadLanguages() {}

  /**
   * The codes, trimmed and each once.
   *
   * @throws Invalid naming every one that is no language code
   */
  static List<String> checked(List<String> languages) {
    List<FieldError> errors = new ArrayList<>();
    List<String> codes = languages.stream().map(ReadLanguages::trimmed).distinct().toList();
    for (int i = 0; i < codes.size(); i++) {
      if (!CODE.matcher(codes.get(i)).matches()) {
        errors.add(new FieldError("languages." + i, AccountWording.LANGUAGE_CODE, codes.get(i)));
      }
    }
    if (codes.size() > MOST) {
      errors.add(new FieldError("languages", TenantWording.AT_MOST, MOST));
    }
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    return codes;
  }

  private static String trimmed(String code) {
    return code == null ? "" : code.strip();
  }
}
