package io.qalam.dashboard.web;

import io.qalam.adjudication.Agreement.OfWeek;
import io.qalam.adjudication.Interval;
import io.qalam.adjudication.OverAcceptance;
import io.qalam.adjudication.Proportion;
import io.qalam.dashboard.Dashboard;
import io.qalam.dashboard.DashboardService;
import io.qalam.dashboard.model.CurvePoint;
import io.qalam.dashboard.model.DayFigures;
import io.qalam.dashboard.web.Chart.Point;
import io.qalam.evaluation.model.Scores;
import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.Project;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Patterns;
import io.qalam.training.model.StrategyEffort;
import io.qalam.training.model.StrategyEffort.Saved;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dashboard of a project: charts of its last days, each with its table. */
@Named
@ViewScoped
public class DashboardView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final double MILLIS = 1_000;

  @Inject private DashboardService dashboards;
  @Inject private ProjectService projects;

  private @Nullable UUID project;
  private int days = 30;
  private String name = "";
  private boolean ofSummaries;
  private transient @Nullable Dashboard dashboard;

  /** Sums up the project; also refuses the page to whoever may not see it. */
  public void load() {
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    Project found = projects.find(project);
    name = found.getName();
    ofSummaries = found.isOfSummaries();
    dashboard = dashboards.of(project, days);
  }

  /** Whether posts get summaries here, and no labels. */
  public boolean isOfSummaries() {
    return ofSummaries;
  }

  public Dashboard getDashboard() {
    Dashboard known = dashboard;
    if (known == null) {
      known = dashboards.of(Objects.requireNonNull(project), days);
      dashboard = known;
    }
    return known;
  }

  /** Labels a day. */
  public String getLabelsChart() {
    return Chart.bars(text("labels.title"), ofDays(day -> (double) day.labels()));
  }

  /** The median time a post took, a day. */
  public String getTimeChart() {
    return Chart.line(text("time.title"), ofDays(this::seconds));
  }

  /** The share of shown predictions that were accepted, a day. */
  public String getAcceptanceChart() {
    return Chart.line(
        text("acceptance.title"),
        getDashboard().days().stream().map(day -> point(day(day.day()), accepted(day))).toList());
  }

  private static Point point(String name, @Nullable Proportion share) {
    if (share == null) {
      return Point.of(name, null);
    }
    Interval interval = share.interval();
    return new Point(name, share.value(), interval.lower(), interval.upper());
  }

  private static @Nullable Proportion accepted(DayFigures day) {
    return day.shown() == 0 ? null : new Proportion(day.accepted(), day.shown());
  }

  private List<Point> ofDays(Function<DayFigures, @Nullable Double> value) {
    return getDashboard().days().stream()
        .map(day -> Point.of(day(day.day()), value.apply(day)))
        .toList();
  }

  /** Seconds that half of a day's posts took less than; null without labels. */
  public @Nullable Double seconds(DayFigures day) {
    Long millis = day.medianMillis();
    return millis == null ? null : millis / MILLIS;
  }

  /** The share of a day's shown predictions that were accepted, with Wilson's interval. */
  public String acceptance(DayFigures day) {
    return shown(accepted(day));
  }

  /** The same of all days. */
  public String getAcceptance() {
    Dashboard all = getDashboard();
    return shown(all.shown() == 0 ? null : new Proportion(all.accepted(), all.shown()));
  }

  private static String shown(@Nullable Proportion share) {
    return share == null ? "–" : shown(share.value(), share.interval());
  }

  private static String shown(double value, Interval interval) {
    return "%s [%s, %s]"
        .formatted(number(value), number(interval.lower()), number(interval.upper()));
  }

  /** Krippendorff's alpha by week, with its intervals. */
  public String getAgreementChart() {
    return Chart.line(
        text("agreement.title"),
        getDashboard().weeks().stream().map(week -> point(day(week.monday()), week)).toList());
  }

  /** A week's alpha as it is: below zero, people disagree more than chance would have them. */
  static Point point(String name, OfWeek week) {
    if (week.alpha().value().isEmpty()) {
      return Point.of(name, null);
    }
    Interval interval = week.alpha().interval().orElse(null);
    double value = week.alpha().value().getAsDouble();
    return interval == null
        ? Point.of(name, value)
        : new Point(name, value, interval.lower(), interval.upper());
  }

  /**
   * The adapters' macro-F1 on the development posts, over the labels each was trained on: a line
   * through those that went live, and dots for those that never did.
   */
  public String getCurveChart() {
    List<CurvePoint> curve = getDashboard().curve();
    return Chart.lineAmongDots(
        text(ofSummaries ? "curve.rouge.title" : "curve.title"),
        curve.stream().map(one -> point(one, one.wasLive())).toList(),
        curve.stream().map(one -> point(one, !one.wasLive())).toList());
  }

  private static Point point(CurvePoint one, boolean drawn) {
    String name = Integer.toString(one.labels());
    Scores.Bounds bounds = one.bounds();
    if (!drawn || bounds == null) {
      return Point.of(name, drawn ? (double) one.macroF1() : null);
    }
    return new Point(
        name, (double) one.macroF1(), (double) bounds.lower(), (double) bounds.upper());
  }

  /** The interval of an adapter's figure, or a dash. */
  public String interval(CurvePoint one) {
    Scores.Bounds bounds = one.bounds();
    return bounds == null
        ? "–"
        : "[%s, %s]".formatted(number(bounds.lower()), number(bounds.upper()));
  }

  /** What the query strategy is worth; null before a run measured it. */
  public @Nullable StrategyEffort getEffort() {
    return getDashboard().effort();
  }

  /** Macro-F1 over rows: the strategy's, and beside it that of posts drawn at random. */
  public String getEffortChart() {
    List<StrategyEffort.Point> curve = Objects.requireNonNull(getEffort()).curve();
    return Chart.lines(
        text("effort.title"),
        curve.stream().filter(StrategyEffort.Point::strategy).map(DashboardView::point).toList(),
        curve.stream().filter(one -> !one.strategy()).map(DashboardView::point).toList());
  }

  private static Point point(StrategyEffort.Point point) {
    return new Point(
        Integer.toString(point.rows()),
        (double) point.macroF1(),
        (double) point.lower(),
        (double) point.upper());
  }

  /** The share of labels saved with its interval, in words of which way it points. */
  public String getSaved() {
    Saved saved = Objects.requireNonNull(Objects.requireNonNull(getEffort()).saved());
    String sentence =
        saved.lower() > 0 ? "effort.saves" : saved.upper() < 0 ? "effort.costs" : "effort.open";
    return Patterns.filled(
        text(sentence),
        locale(),
        percent(Math.abs(saved.share())),
        percent(saved.lower()),
        percent(saved.upper()));
  }

  private static String percent(double share) {
    return NumberFormat.getPercentInstance(locale()).format(share);
  }

  /** Labels by name. */
  public String getMixChart() {
    return Chart.bars(
        text("mix.title"),
        getDashboard().mix().stream()
            .limit(24)
            .map(one -> Point.of(one.label() + " · " + one.lang(), (double) one.labels()))
            .toList());
  }

  /** Over-acceptance of everybody with its interval; null with too few posts. */
  public @Nullable String getOverAcceptance() {
    OverAcceptance.OfOne everybody = getDashboard().overAcceptance();
    return everybody
        .interval()
        .map(interval -> shown(everybody.difference().orElseThrow(), interval))
        .orElse(null);
  }

  /** A week's alpha, or a dash. */
  public String alpha(OfWeek week) {
    return week.alpha().value().isEmpty() ? "–" : number(week.alpha().value().getAsDouble());
  }

  /** The first letters of an adapter's id, as the training page names it. */
  public String adapter(CurvePoint point) {
    return point.adapter().toString().substring(24);
  }

  /** A day of this year as the page's language writes it, such as 27 Nov. */
  public static String day(LocalDate day) {
    String pattern = locale().getLanguage().equals("en") ? "MMM d" : "d MMM";
    return DateTimeFormatter.ofPattern(pattern, locale()).format(day);
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }

  private static String number(double value) {
    NumberFormat format = NumberFormat.getNumberInstance(locale());
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(2);
    return format.format(value);
  }

  private static String text(String key) {
    return ResourceBundle.getBundle("io.qalam.dashboard.web.messages", locale()).getString(key);
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  public int getDays() {
    return days;
  }

  /** How many days are summed up, today included. */
  public void setDays(int days) {
    this.days = days;
  }

  public String getName() {
    return name;
  }
}
