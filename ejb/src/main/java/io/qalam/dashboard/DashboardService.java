package io.qalam.dashboard;

import io.qalam.account.model.Role;
import io.qalam.adjudication.OverAcceptance;
import io.qalam.adjudication.QualityService;
import io.qalam.dashboard.model.DashboardRepository;
import io.qalam.dashboard.model.DayFigures;
import io.qalam.dashboard.model.MixCount;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Sums up how a project goes over its last days. */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class DashboardService {

  /** Days at most. */
  public static final int MOST_DAYS = 90;

  /**
   * Labels at most of which mix, agreement and over-acceptance are reckoned while somebody waits.
   */
  static final long MOST_LABELS = 100_000;

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
      throw new Invalid("days", TenantWording.BETWEEN, 1, MOST_DAYS);
    }
    Project project = projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
    LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(days - 1L);
    Instant since = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<DayFigures> figures =
        IntStream.range(0, days).mapToObj(day -> sums.day(projectId, first.plusDays(day))).toList();
    boolean few = figures.stream().mapToLong(DayFigures::labels).sum() <= MOST_LABELS;
    boolean compared = few && !project.isOfSummaries();
    return new Dashboard(
        figures,
        compared ? mix(project, since) : List.of(),
        compared ? quality.agreement(projectId, since).weeks() : List.of(),
        sums.curve(projectId),
        compared
            ? quality.overAcceptance(projectId, since).everybody()
            : OverAcceptance.OfOne.NOBODY,
        sums.effort(projectId).orElse(null),
        !few);
  }

  private List<MixCount> mix(Project project, Instant since) {
    List<MixCount> given = sums.mix(project.getId(), since);
    return project.isMultiLabel() ? MixCount.byMembership(given) : given;
  }
}
