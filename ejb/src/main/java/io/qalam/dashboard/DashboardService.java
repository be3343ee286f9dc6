package io.qalam.dashboard;

import io.qalam.account.model.Role;
import io.qalam.adjudication.QualityService;
import io.qalam.dashboard.model.DashboardRepository;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;

/** Sums up how a project goes over its last days. */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class DashboardService {

  /** Days at most. */
  public static final int MOST_DAYS = 90;

  @Inject private ProjectRepository projects;
  @Inject private DashboardRepository sums;
  @Inject private QualityService quality;

  /**
   * The last days of a project, today included.
   *
   * @throws Invalid when these are not 1 to 90
   */
  public Dashboard of(UUID projectId, int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new Invalid("days", "must be 1 to 90");
    }
    if (projects.find(projectId).isEmpty()) {
      throw new NotFound("project", projectId);
    }
    LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(days - 1L);
    Instant since = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Dashboard(
        IntStream.range(0, days).mapToObj(day -> sums.day(projectId, first.plusDays(day))).toList(),
        sums.mix(projectId, since),
        quality.agreement(projectId, since).weeks(),
        sums.curve(projectId),
        quality.overAcceptance(projectId, since).everybody());
  }
}
