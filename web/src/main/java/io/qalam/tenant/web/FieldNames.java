package io.qalam.tenant.web;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Patterns;
import io.qalam.tenant.Problem;
import io.qalam.tenant.Problem.FieldError;
import java.util.Locale;
import java.util.ResourceBundle;

/** What pages call the fields that REST calls {@code labels.1} or {@code strategyMix.RANDOM}. */
public final class FieldNames {

  private final Locale locale;
  private final ResourceBundle names;

  public FieldNames(Locale locale) {
    this.locale = locale;
    this.names = ResourceBundle.getBundle("io.qalam.tenant.web.fields", locale);
  }

  /** A problem as a page tells it: its fields are named as on the page. */
  public String told(Problem problem) {
    return problem.errors().isEmpty()
        ? problem.said().in(locale)
        : new Invalid(problem.errors().stream().map(this::named).toList()).said().in(locale);
  }

  private FieldError named(FieldError error) {
    return new FieldError(name(error.field()), error.problem());
  }

  /** The name of a field; its path where pages have no name for it. */
  public String name(String path) {
    String[] steps = path.split("\\.", 2);
    if (!names.containsKey(steps[0])) {
      return path;
    }
    String name = names.getString(steps[0]);
    if (steps.length == 1) {
      return name;
    }
    return steps[1].matches("\\d{1,6}")
        ? filled("one-of-several", name, 1 + Integer.parseInt(steps[1]))
        : filled("part-of", name, steps[1]);
  }

  private String filled(String key, Object... places) {
    return Patterns.filled(names.getString(key), locale, places);
  }
}
