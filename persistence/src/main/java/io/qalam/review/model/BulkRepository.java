package io.qalam.review.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.UUID;

/**
 * What may be answered in one go, and what was, for the transaction's tenant.
 *
 * <p>Only tasks of the strategy's arm: the random arm measures what people say when they read a
 * post, and held-out and blind posts must not be answered by their prediction.
 */
@ApplicationScoped
public class BulkRepository {

  private static final String CLEAR_CASES =
      """
      select new io.qalam.review.model.ClearCase(
        t.id, p.id, p.text, p.secondText, p.lang, r.id, r.margin)
      from Prediction r join Post p on p.id = r.postId join ReviewTask t on t.postId = p.id
      where r.projectId = :project and r.label = :label and r.margin >= :margin and r.current
        and r.schemaVersion in :versions
        and p.state = io.qalam.ingestion.model.PostState.PREDICTED
        and p.split = io.qalam.ingestion.model.Split.TRAIN
        and t.blind = false and t.arm = io.qalam.queue.model.Arm.STRATEGY
        and t.state = io.qalam.queue.model.TaskState.OPEN and t.extra = false
        and not exists (select 1 from Annotation o
          where o.postId = t.postId and o.undoneAt is null and o.countedLabel <> r.label)
        and not exists (select 1 from CheckTask c
          where c.postId = t.postId and c.accountId = :account)
        and not exists (select 1 from AttentionCheck c where c.id = t.postId)
        and t.slot = (select min(o.slot) from ReviewTask o where o.postId = t.postId
          and o.state = io.qalam.queue.model.TaskState.OPEN)
        and not exists (select 1 from Annotation a
          where a.postId = t.postId and a.accountId = :account
            and a.undoneAt is null and a.supersededAt is null)
        and not exists (select 1 from ReviewTask h
          where h.postId = t.postId and h.leasedBy = :account
            and h.state = io.qalam.queue.model.TaskState.LEASED)\
      """;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * Open tasks whose post is predicted to have this label by at least this margin, and fits what
   * else is asked for, the clearest first; one task a post, and none of a post that this person
   * answered or holds, on which anybody said otherwise, or that checks people.
   */
  public List<ClearCase> clearCases(UUID projectId, UUID accountId, ClearWish wish, int most) {
    if (wish.posts().fitsNone()) {
      return List.of();
    }
    String seen = wish.tasks() == null ? "" : " and t.id in (:tasks)";
    TypedQuery<ClearCase> cases =
        em.createQuery(
                CLEAR_CASES + wish.posts().where() + seen + " order by r.margin desc",
                ClearCase.class)
            .setParameter("project", projectId)
            .setParameter("account", accountId)
            .setParameter("label", wish.label())
            .setParameter("margin", wish.margin())
            .setParameter("versions", wish.schemaVersions());
    wish.posts().values().forEach(cases::setParameter);
    if (wish.tasks() != null) {
      cases.setParameter("tasks", wish.tasks());
    }
    return cases.setMaxResults(most).getResultList();
  }

  /** The answers of one go that are in force, by post, so that two locks never cross. */
  public List<Annotation> inForce(UUID projectId, UUID accountId, UUID bulkId) {
    return em.createQuery(
            """
            select a from Annotation a
            where a.projectId = :project and a.accountId = :account and a.bulkId = :bulk
              and a.undoneAt is null and a.supersededAt is null
            order by a.postId
            """,
            Annotation.class)
        .setParameter("project", projectId)
        .setParameter("account", accountId)
        .setParameter("bulk", bulkId)
        .getResultList();
  }

  /** What this person answered in one go in the project and did not undo, the newest first. */
  public List<BulkAnswers> recent(UUID projectId, UUID accountId, int most) {
    return em.createQuery(
            """
            select new io.qalam.review.model.BulkAnswers(
              a.bulkId, max(a.countedLabel), count(a), min(a.createdAt))
            from Annotation a
            where a.projectId = :project and a.accountId = :account and a.bulkId is not null
              and a.undoneAt is null and a.supersededAt is null
            group by a.bulkId order by a.bulkId desc
            """,
            BulkAnswers.class)
        .setParameter("project", projectId)
        .setParameter("account", accountId)
        .setMaxResults(most)
        .getResultList();
  }
}
