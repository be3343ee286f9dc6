package io.qalam.training.web;

import io.qalam.training.NewSchedule;
import io.qalam.training.ScheduleReport;
import io.qalam.training.TrainingService;
import io.qalam.training.model.FiringOutcome;
import io.qalam.trainingset.LabelTally;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When a project trains by itself. */
@Path("projects/{project}/schedule")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {

  @Inject private TrainingService training;

  /**
   * A schedule as REST shows it.
   *
   * @param nextTimes the calendar's next times, with the offset of its zone
   * @param newLabels labels that are new since the last run's training set
   * @param labels how many labels count now
   */
  public record ScheduleDetail(
      String cron,
      String timeZone,
      int minNewLabels,
      boolean enabled,
      List<String> nextTimes,
      @Nullable Instant lastFiredAt,
      @Nullable FiringOutcome lastOutcome,
      long newLabels,
      LabelTally labels) {

    static ScheduleDetail of(ScheduleReport report) {
      return new ScheduleDetail(
          report.cron(),
          report.timeZone(),
          report.minNewLabels(),
          report.enabled(),
          report.nextTimes().stream()
              .map(ZonedDateTime::toOffsetDateTime)
              .map(OffsetDateTime::toString)
              .toList(),
          report.lastFiredAt(),
          report.lastOutcome(),
          report.newLabels(),
          report.tally());
    }
  }

  @GET
  public ScheduleDetail show(@PathParam("project") UUID projectId) {
    return ScheduleDetail.of(training.schedule(projectId));
  }

  @PUT
  public ScheduleDetail change(@PathParam("project") UUID projectId, NewSchedule wanted) {
    return ScheduleDetail.of(training.schedule(projectId, wanted));
  }
}
