package io.qalam.training.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When a project trains by itself: on a calendar, and when enough new labels have come together.
 *
 * <p>Its id is the project's. {@code nextFireAt} is kept in the row, so that a firing missed while
 * no server ran is found in the past at the next start, and happens once.
 */
@Entity
@AttributeOverride(name = "id", column = @Column(name = "project_id"))
public class TrainingSchedule extends TenantEntity {

  private String cron;

  private String timeZone;

  private int minNewLabels;

  private boolean enabled;

  private @Nullable Instant nextFireAt;

  private @Nullable Instant lastFiredAt;

  @Enumerated(EnumType.STRING)
  private @Nullable FiringOutcome lastOutcome;

  @Version private int version;

  /** For Hibernate. */
  protected TrainingSchedule() {}

  /** The schedule of a project that had none; {@link #change} fills it. */
  public TrainingSchedule(UUID projectId) {
    super(projectId);
  }

  /**
   * Replaces what the admin may set.
   *
   * @param minNewLabels start when so many labels are new; 0 for no such threshold
   * @param next the calendar's next time; null when it is switched off
   */
  public void change(
      String newCron,
      String newTimeZone,
      int newMinNewLabels,
      boolean newEnabled,
      @Nullable Instant next) {
    cron = newCron;
    timeZone = newTimeZone;
    minNewLabels = newMinNewLabels;
    enabled = newEnabled;
    nextFireAt = next;
  }

  /** Whether the calendar's time has come, now or while no server ran. */
  public boolean isDue(Instant now) {
    return enabled && nextFireAt != null && !nextFireAt.isAfter(now);
  }

  /** Takes down that the calendar fired, what came of it, and when it fires next. */
  public void fire(Instant now, FiringOutcome outcome, @Nullable Instant next) {
    lastFiredAt = now;
    lastOutcome = outcome;
    nextFireAt = next;
  }

  /** Takes down what the threshold led to; the calendar goes on as before. */
  public void note(FiringOutcome outcome) {
    lastOutcome = outcome;
  }

  public UUID getProjectId() {
    return getId();
  }

  public String getCron() {
    return cron;
  }

  public String getTimeZone() {
    return timeZone;
  }

  public int getMinNewLabels() {
    return minNewLabels;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public @Nullable Instant getNextFireAt() {
    return nextFireAt;
  }

  public @Nullable Instant getLastFiredAt() {
    return lastFiredAt;
  }

  /** What the last firing led to, or why to nothing. */
  public @Nullable FiringOutcome getLastOutcome() {
    return lastOutcome;
  }
}
