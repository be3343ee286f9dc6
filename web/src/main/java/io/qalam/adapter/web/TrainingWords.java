package io.qalam.adapter.web;

import io.qalam.evaluation.Calibration;
import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.Part;
import io.qalam.evaluation.model.Scores;
import io.qalam.tenant.Patterns;
import io.qalam.training.CalendarReading;
import io.qalam.training.RunReasons;
import io.qalam.training.model.FittedTemperature;
import io.qalam.training.model.TrainingRun;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the page's language what the training stages say in codes and numbers. */
final class TrainingWords {

  private final Locale locale;
  private final ResourceBundle training;
  private final ResourceBundle evaluation;
  private final ResourceBundle adapter;

  TrainingWords(Locale locale) {
    this.locale = locale;
    this.training = ResourceBundle.getBundle("io.qalam.training.web.messages", locale);
    this.evaluation = ResourceBundle.getBundle("io.qalam.evaluation.web.messages", locale);
    this.adapter = ResourceBundle.getBundle("io.qalam.adapter.web.messages", locale);
  }

  /** A text of the training stage, its places filled. */
  String text(String key, Object... values) {
    return format(training.getString(key), values);
  }

  private String format(String pattern, Object... values) {
    return Patterns.filled(pattern, locale, values);
  }

  /** "Every day at 02:30". */
  String reading(CalendarReading reading) {
    String time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(reading.time());
    return switch (reading.kind()) {
      case EVERY_MINUTES -> text("reading.EVERY_MINUTES", reading.every());
      case HOURLY -> text("reading.HOURLY", reading.time().getMinute());
      case EVERY_HOURS -> text("reading.EVERY_HOURS", reading.every(), reading.time().getMinute());
      case DAILY -> text("reading.DAILY", time);
      case WEEKLY -> text("reading.WEEKLY", time, days(reading));
      case MONTHLY -> text("reading.MONTHLY", time, reading.dayOfMonth());
      case OTHER -> text("reading.OTHER");
    };
  }

  private String days(CalendarReading reading) {
    return reading.weekdays().stream()
        .map((DayOfWeek day) -> day.getDisplayName(TextStyle.FULL_STANDALONE, locale))
        .collect(Collectors.joining(text("list.separator")));
  }

  /** How believable the probabilities are, in a sentence for each model that was trained. */
  List<String> calibration(Calibration found) {
    List<String> sentences = new ArrayList<>();
    calibration(adapter.getString("adapter"), found.adapter(), sentences);
    calibration(evaluation.getString("yardstick"), found.yardstick(), sentences);
    return List.copyOf(sentences);
  }

  private void calibration(
      String model, @Nullable FittedTemperature found, List<String> sentences) {
    if (found == null) {
      return;
    }
    if (!found.fitted()) {
      sentences.add(
          format(evaluation.getString("calibration.few"), model, found.developmentPosts()));
    } else if (found.errorBefore() == null || found.errorAfter() == null) {
      sentences.add(format(evaluation.getString("calibration.untested"), model, found.value()));
    } else {
      sentences.add(
          format(
              evaluation.getString("calibration.tested"),
              model,
              found.value(),
              share(found.errorBefore()),
              share(found.errorAfter()),
              found.testPosts()));
    }
  }

  /** Why a run stands where it does; empty where nothing is to say. */
  String reason(TrainingRun run) {
    return Objects.requireNonNullElse(RunReasons.of(run, locale), "");
  }

  /** The gate's verdict with the numbers it hangs on; empty before it has spoken. */
  String verdict(@Nullable Map<String, Object> verdict) {
    if (verdict == null) {
      return "";
    }
    return format(
        evaluation.getString("verdict." + verdict.get("reason")),
        language(String.valueOf(verdict.get("lang"))),
        signed(verdict.get("difference")),
        signed(verdict.get("lower")),
        signed(verdict.get("upper")),
        verdict.getOrDefault("posts", 0),
        signed(verdict.get("bound")));
  }

  /**
   * Why this model predicts, by which figures of the yardstick and of what is live.
   *
   * @param live whether an adapter is live, or the base model alone
   */
  String choice(Map<String, Object> choice, boolean live) {
    String reason = "choice." + choice.get("reason");
    String key = adapter.containsKey(reason) ? reason : reason + (live ? ".adapter" : ".base");
    return format(
        adapter.getString(key), figure(choice.get("yardstickF1")), figure(choice.get("adapterF1")));
  }

  private String figure(@Nullable Object share) {
    return share instanceof Number number ? share(number.floatValue()) : "–";
  }

  /** What stands where the yardstick has no figure. */
  String notMeasured() {
    return evaluation.getString("yardstick.unmeasured");
  }

  /**
   * That the yardstick is better than the candidate on the development posts; empty where it is
   * not, or was not measured.
   */
  String yardstick(List<Evaluation> report) {
    return report.stream()
        .filter(row -> row.getPart() == Part.DEVELOPMENT && row.coversAllLanguages())
        .map(this::yardstick)
        .findFirst()
        .orElse("");
  }

  private String yardstick(Evaluation development) {
    Scores yardstick = development.getYardstick();
    float candidate = development.getCandidate().figure();
    return yardstick == null || yardstick.figure() <= candidate
        ? ""
        : format(
            evaluation.getString(yardstick.rouge2() == null ? "yardstick.better" : "lead.better"),
            share(yardstick.figure()),
            share(candidate),
            development.getPosts());
  }

  /** The name of a language, or the word for all of them. */
  String language(String code) {
    return code.equals("all")
        ? evaluation.getString("lang.all")
        : Locale.forLanguageTag(code).getDisplayLanguage(locale);
  }

  /** A share with three places. */
  String share(float value) {
    return places().format(value);
  }

  /** A difference with its sign and three places. */
  String signed(@Nullable Object value) {
    if (!(value instanceof Number number)) {
      return "–";
    }
    String figure = places().format(Math.abs(number.doubleValue()));
    return (number.doubleValue() < 0 ? "−" : "+") + figure;
  }

  private NumberFormat places() {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(3);
    format.setMaximumFractionDigits(3);
    return format;
  }

  /** A moment on the clock of a zone; empty for none. */
  String time(@Nullable Instant moment, ZoneId zone) {
    return moment == null ? "" : time(moment.atZone(zone));
  }

  /** A moment on its own clock. */
  String time(ZonedDateTime moment) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(locale)
        .format(moment);
  }

  /** A moment with its day of the week. */
  String day(ZonedDateTime moment) {
    return moment.getDayOfWeek().getDisplayName(TextStyle.SHORT_STANDALONE, locale)
        + text("list.separator")
        + time(moment);
  }
}
