package io.qalam.dashboard.model;

import io.qalam.adjudication.model.PostSample;
import io.qalam.evaluation.model.Evaluation;
import io.qalam.training.model.StrategyEffort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sums of the transaction's tenant.
 *
 * <p>A day is one range of the index by project and time, which also holds what is summed; nothing
 * reads a label older than what is asked for.
 */
@ApplicationScoped
public class DashboardRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * What was labelled on a day, whether its label counts today or no longer; time and acceptance
   * are of what was answered one by one.
   */
  public DayFigures day(UUID projectId, LocalDate day) {
    Object[] sums =
        em.createQuery(
                """
                select count(a),
                  sum(case when a.decision = io.qalam.review.model.Decision.ACCEPTED
                    and a.bulkId is null then 1L else 0L end),
                  sum(case when a.decision = io.qalam.review.model.Decision.LABELLED
                    or a.bulkId is not null then 0L else 1L end),
                  percentile_disc(0.5) within group (order by a.durationMillis)
                    filter (where a.bulkId is null)
                from Annotation a
                where a.projectId = :project and a.createdAt >= :from and a.createdAt < :to
                  and a.undoneAt is null
                  and a.decision in (io.qalam.review.model.Decision.ACCEPTED,
                    io.qalam.review.model.Decision.CORRECTED,
                    io.qalam.review.model.Decision.LABELLED)
                """,
                Object[].class)
            .setParameter("project", projectId)
            .setParameter("from", day.atStartOfDay(ZoneOffset.UTC).toInstant())
            .setParameter("to", day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
            .getSingleResult();
    long labels = (Long) sums[0];
    return labels == 0
        ? new DayFigures(day, 0, 0, 0, null)
        : new DayFigures(
            day,
            labels,
            (Long) sums[1],
            (Long) sums[2],
            sums[3] == null ? null : ((Number) sums[3]).longValue());
  }

  /** Labels given since a moment to the posts of a sample, counted as {@link #day} counts them. */
  public long labels(UUID projectId, Instant since, PostSample sample) {
    return em.createQuery(
            """
            select count(a) from Annotation a
            where a.projectId = :project and a.createdAt >= :since and a.undoneAt is null
              and a.decision in (io.qalam.review.model.Decision.ACCEPTED,
                io.qalam.review.model.Decision.CORRECTED,
                io.qalam.review.model.Decision.LABELLED)
            """
                + sample.and("a.postId"),
            Long.class)
        .setParameter("project", projectId)
        .setParameter("since", since)
        .getSingleResult();
  }

  /** Labels in force that were given since a moment, by label and language, the most first. */
  public List<MixCount> mix(UUID projectId, Instant since) {
    return em.createQuery(
            """
            select new io.qalam.dashboard.model.MixCount(a.countedLabel, p.lang, count(a))
            from Annotation a join Post p on p.id = a.postId
            where a.projectId = :project and a.createdAt >= :since
              and a.undoneAt is null and a.countedLabel is not null
            group by a.countedLabel, p.lang
            order by count(a) desc, a.countedLabel, p.lang
            """,
            MixCount.class)
        .setParameter("project", projectId)
        .setParameter("since", since)
        .getResultList();
  }

  /** What the query strategy was worth in the newest run that measured it. */
  public Optional<StrategyEffort> effort(UUID projectId) {
    return em.createQuery(
            """
            select r.effort from TrainingRun r
            where r.projectId = :project and r.effort is not null order by r.id desc
            """,
            StrategyEffort.class)
        .setParameter("project", projectId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The project's measured adapters, the oldest first. */
  public List<CurvePoint> curve(UUID projectId) {
    return em.createQuery(
            """
            select new io.qalam.dashboard.model.CurvePoint(
              d.id, d.createdAt, s.trainRows, d.developmentF1, d.promotedAt, e.candidate)
            from Adapter d join TrainingRun r on r.id = d.runId
              join TrainingSet s on s.id = r.trainingSetId
              left join Evaluation e on e.runId = r.id and e.lang = :all
                and e.part = io.qalam.evaluation.model.Part.DEVELOPMENT
            where d.projectId = :project and d.developmentF1 is not null order by d.id
            """,
            CurvePoint.class)
        .setParameter("project", projectId)
        .setParameter("all", Evaluation.ALL_LANGUAGES)
        .getResultList();
  }
}
