package io.qalam.account;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Languages;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.TenantWording;
import java.util.ArrayList;
import java.util.List;

/** What a member may be said to read: language codes, each once. */
final class ReadLanguages {

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
      if (!Languages.isCode(codes.get(i))) {
        errors.add(new FieldError("languages." + i, TenantWording.LANGUAGE_CODE, codes.get(i)));
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
