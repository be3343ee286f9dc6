package io.qalam.adapter.web;

import io.qalam.adapter.AdapterReport;
import io.qalam.adapter.AdapterService;
import io.qalam.evaluation.EvaluationService;
import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.Served;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.web.FieldNames;
import io.qalam.tenant.web.Frame;
import io.qalam.training.CalendarPreview;
import io.qalam.training.NewSchedule;
import io.qalam.training.ScheduleReport;
import io.qalam.training.TrainingService;
import io.qalam.training.WorkerReport;
import io.qalam.training.model.RunCause;
import io.qalam.training.model.TrainingRun;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The training page: what predicts now, the labels that wait, the run under way with its loss, what
 * candidates did against the live adapter, and the schedule.
 *
 * <p>It reads everything anew with every poll, so that what timers and workers do is seen without a
 * reload; only the schedule's form is left alone while somebody may be typing in it.
 */
@Named
@ViewScoped
public class TrainingView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int MOST_ZONES = 12;

  @Inject private ProjectService projects;
  @Inject private TrainingService training;
  @Inject private EvaluationService evaluations;
  @Inject private AdapterService adapterService;
  @Inject private Frame frame;

  private @Nullable UUID project;
  private String projectName = "";
  private boolean ofSummaries;
  private int schemaVersion;

  private List<RunRow> runs = List.of();
  private @Nullable UUID chosenRun;
  private @Nullable ShownRun shown;

  private List<AdapterRow> adapters = List.of();
  private @Nullable AdapterRow live;
  private String yardstick = "";
  private String choice = "";
  private boolean rollbackPossible;
  private String former = "";
  private String changed = "";
  private long liveOn;
  private transient List<WorkerReport> workers = List.of();
  private long sequence;

  private transient @Nullable ScheduleReport schedule;
  private String cron = "";
  private String timeZone = "UTC";
  private int minNewLabels;
  private boolean enabled;
  private String reading = "";
  private String unreadable = "";
  private List<String> nextTimes = List.of();

  /** Reads the page's project; also refuses the page to whoever may not see it. */
  public void load() {
    refresh();
    ScheduleReport report = training.schedule(projectId());
    cron = report.cron();
    timeZone = report.timeZone();
    minNewLabels = report.minNewLabels();
    enabled = report.enabled();
    preview();
  }

  /** Reads everything that timers, workers and others may have changed. */
  public void refresh() {
    TrainingWords words = words();
    Project found = projects.find(projectId());
    projectName = found.getName();
    ofSummaries = found.isOfSummaries();
    schemaVersion = found.getSchemaVersion();
    schedule = training.schedule(projectId());
    ZoneId zone = ZoneId.of(schedule.timeZone());
    readAdapters(zone, words);
    readRuns(found.getGateDelta(), zone, words);
  }

  private void readAdapters(ZoneId zone, TrainingWords words) {
    AdapterReport found = adapterService.list(projectId());
    adapters =
        found.adapters().stream()
            .map(adapter -> AdapterRow.of(adapter, schemaVersion, zone, words))
            .toList();
    live = row(found.liveId()).orElse(null);
    UUID answersId = found.answersId();
    yardstick = answersId != null && found.yardstickAnswers() ? RunRow.name(answersId) : "";
    choice =
        found.served() == Served.ADAPTER || found.choice() == null
            ? ""
            : words.choice(found.choice(), live != null);
    former = row(found.formerId()).map(AdapterRow::name).orElse("");
    rollbackPossible =
        found.sequence() > 0
            && (found.formerId() == null ? live != null : row(found.formerId()).isPresent());
    changed = words.time(found.changedAt(), zone);
    sequence = found.sequence();
    liveOn = found.liveOn();
    workers = found.workers();
  }

  private Optional<AdapterRow> row(@Nullable UUID id) {
    return adapters.stream().filter(adapter -> adapter.id().equals(id)).findFirst();
  }

  private void readRuns(float gateDelta, ZoneId zone, TrainingWords words) {
    List<TrainingRun> found = training.runs(projectId());
    runs = found.stream().map(each -> RunRow.of(each, zone, words)).toList();
    shown =
        found.stream()
            .filter(each -> each.getId().equals(chosenRun))
            .findFirst()
            .or(() -> found.stream().findFirst())
            .map(each -> shown(each, gateDelta, zone, words))
            .orElse(null);
  }

  private ShownRun shown(TrainingRun run, float gateDelta, ZoneId zone, TrainingWords words) {
    UUID id = run.getId();
    return ShownRun.of(
        run,
        evaluations.report(id),
        evaluations.calibration(id),
        training.losses(id),
        gateDelta,
        zone,
        words);
  }

  /** Shows another run. */
  public void choose(UUID runId) {
    chosenRun = runId;
    refresh();
  }

  public void start() {
    chosenRun = training.request(projectId(), RunCause.ADMIN).getId();
    refresh();
  }

  public void cancel(UUID runId) {
    training.cancel(runId);
    refresh();
  }

  public void approve(UUID runId) {
    adapterService.approve(runId);
    refresh();
  }

  public void reject(UUID runId) {
    adapterService.reject(runId);
    refresh();
  }

  public void promote(UUID adapterId) {
    adapterService.promote(adapterId);
    refresh();
  }

  public void rollback() {
    adapterService.rollback(projectId());
    refresh();
  }

  /** Saves the schedule's form. */
  public void saveSchedule() {
    training.schedule(projectId(), new NewSchedule(cron, timeZone, minNewLabels, enabled));
    load();
    FacesContext.getCurrentInstance()
        .addMessage(null, new FacesMessage(words().text("schedule.saved")));
  }

  /** Says what the calendar in the form would mean. */
  public void preview() {
    reading = "";
    unreadable = "";
    nextTimes = List.of();
    try {
      show(training.preview(cron, timeZone));
    } catch (Invalid e) {
      unreadable = new FieldNames(frame.getLocale()).told(e);
    }
  }

  private void show(CalendarPreview preview) {
    TrainingWords words = words();
    reading = words.reading(preview.reading());
    nextTimes = preview.nextTimes().stream().map(words::day).toList();
  }

  /** Time zones whose name has these letters. */
  public List<String> zones(String letters) {
    String wanted = letters.toLowerCase(Locale.ROOT).replace(' ', '_');
    return ZoneId.getAvailableZoneIds().stream()
        .filter(zone -> zone.toLowerCase(Locale.ROOT).contains(wanted))
        .sorted()
        .limit(MOST_ZONES)
        .toList();
  }

  /** Whether posts get summaries here, and no labels. */
  public boolean isOfSummaries() {
    return ofSummaries;
  }

  private UUID projectId() {
    return Objects.requireNonNull(project, "the page's address names its project");
  }

  /** The page's own words: while its rows are loaded, Faces knows the browser's language alone. */
  private TrainingWords words() {
    return new TrainingWords(frame.getLocale());
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  public String getProjectName() {
    return projectName;
  }

  public int getSchemaVersion() {
    return schemaVersion;
  }

  public List<RunRow> getRuns() {
    return runs;
  }

  /** The run that is shown in full: the chosen one, or the newest; null where there is none. */
  public @Nullable ShownRun getShown() {
    return shown;
  }

  /** Seconds to the next poll: often while something moves. */
  public int getPollSeconds() {
    return runs.stream().anyMatch(RunRow::isActive) ? 2 : 10;
  }

  /** Whether a run is under way. */
  public boolean isBusy() {
    return runs.stream().anyMatch(RunRow::isActive);
  }

  public List<AdapterRow> getAdapters() {
    return adapters;
  }

  /** The adapter that predicts; null for the base model alone. */
  public @Nullable AdapterRow getLive() {
    return live;
  }

  /** The name of the yardstick that predicts in the adapter's place; empty where none does. */
  public String getYardstick() {
    return yardstick;
  }

  /** Why this model predicts; empty where the project serves its adapter, or nothing was chosen. */
  public String getChoice() {
    return choice;
  }

  /** Whether an adapter was made for the labels in force; without one the base model predicts. */
  public boolean isOutdated() {
    return live == null && !adapters.isEmpty() && adapters.stream().noneMatch(AdapterRow::fits);
  }

  public boolean isRollbackPossible() {
    return rollbackPossible;
  }

  /** What a rollback brings back; empty for the base model. */
  public String getFormer() {
    return former;
  }

  public String getChanged() {
    return changed;
  }

  public long getLiveOn() {
    return liveOn;
  }

  public long getSequence() {
    return sequence;
  }

  public List<WorkerReport> getWorkers() {
    return workers;
  }

  public @Nullable ScheduleReport getSchedule() {
    return schedule;
  }

  /** The saved calendar in plain words. */
  public String getSavedReading() {
    return schedule == null ? "" : words().reading(schedule.reading());
  }

  /** The saved calendar's next time, in its zone. */
  public String getSavedNext() {
    return schedule == null
        ? ""
        : schedule.nextTimes().stream().findFirst().map(words()::day).orElse("");
  }

  public String getCron() {
    return cron;
  }

  public void setCron(String cron) {
    this.cron = cron;
  }

  public String getTimeZone() {
    return timeZone;
  }

  public void setTimeZone(String timeZone) {
    this.timeZone = timeZone;
  }

  public int getMinNewLabels() {
    return minNewLabels;
  }

  public void setMinNewLabels(int minNewLabels) {
    this.minNewLabels = minNewLabels;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** The form's calendar in plain words. */
  /** What is wrong with the calendar in the form; empty where nothing is. */
  public String getUnreadable() {
    return unreadable;
  }

  public String getReading() {
    return reading;
  }

  /** The form's calendar's next three times, in its zone. */
  public List<String> getNextTimes() {
    return nextTimes;
  }

  /** When the last firing was, on the schedule's clock; empty before the first. */
  public String getLastFired() {
    Instant fired = schedule == null ? null : schedule.lastFiredAt();
    return words().time(fired, ZoneId.of(timeZone));
  }
}
