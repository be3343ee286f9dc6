package io.qalam.dashboard;

import io.qalam.account.model.Role;
import io.qalam.adjudication.OverAcceptance;
import io.qalam.adjudication.QualityService;
import io.qalam.adjudication.model.PostSample;
import io.qalam.dashboard.Dashboard.Sample;
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
   * Labels that agreement and over-acceptance are reckoned of while somebody waits; of more, a
   * sample of posts stands for all.
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
    return project.isOfSummaries()
        ? ofSummaries(projectId, figures)
        : ofLabels(project, since, figures);
  }

  private Dashboard ofSummaries(UUID projectId, List<DayFigures> figures) {
    return new Dashboard(
        figures,
        List.of(),
        List.of(),
        sums.curve(projectId),
        OverAcceptance.OfOne.NOBODY,
        sums.effort(projectId).orElse(null),
        null);
  }

  private Dashboard ofLabels(Project project, Instant since, List<DayFigures> figures) {
    UUID id = project.getId();
    long labels = figures.stream().mapToLong(DayFigures::labels).sum();
    PostSample sample = PostSample.of(labels, MOST_LABELS);
    return new Dashboard(
        figures,
        mix(project, since),
        quality.agreement(id, since, sample).weeks(),
        sums.curve(id),
        quality.overAcceptance(id, since, sample).everybody(),
        sums.effort(id).orElse(null),
        sample.isPart()
            ? new Sample(sums.labels(id, since, sample), labels, sample.oneIn())
            : null);
  }

  private List<MixCount> mix(Project project, Instant since) {
    List<MixCount> given = sums.mix(project.getId(), since);
    return project.isMultiLabel() ? MixCount.byMembership(given) : given;
  }
}
