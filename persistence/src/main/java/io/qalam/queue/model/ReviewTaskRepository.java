package io.qalam.queue.model;

import io.qalam.account.model.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The review tasks of the transaction's tenant.
 *
 * <p>States stand as literals in the queries, because the database's partial indexes by state serve
 * no query that has the state as a parameter.
 */
@ApplicationScoped
public class ReviewTaskRepository {

  private static final String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";

  /** Hibernate's value for {@code skip locked}. */
  private static final int SKIP_LOCKED = -2;

  private static final int MOST_RECLAIMED = 200;

  private static final String FREE_FOR_THE_REVIEWER =
      """
       and t.state = io.qalam.queue.model.TaskState.OPEN
       and not exists (select 1 from Annotation a
         where a.postId = t.postId and a.accountId = :account
           and a.undoneAt is null and a.supersededAt is null)
       and not exists (select 1 from ReviewTask h
         where h.postId = t.postId and h.leasedBy = :account
           and h.state = io.qalam.queue.model.TaskState.LEASED)
       and not exists (select 1 from CheckTask k
         where k.postId = t.postId and k.accountId = :account)
       and not exists (select 1 from AttentionCheck c where c.id = t.postId)
       order by t.priority, t.id
      """;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(ReviewTask task) {
    em.persist(task);
  }

  public Optional<ReviewTask> find(UUID id) {
    return Optional.ofNullable(em.find(ReviewTask.class, id));
  }

  /** The post of a task, without loading the task: the post is locked first. */
  public Optional<UUID> postOf(UUID taskId) {
    return em.createQuery("select t.postId from ReviewTask t where t.id = :id", UUID.class)
        .setParameter("id", taskId)
        .getResultStream()
        .findFirst();
  }

  /** The task, locked until the transaction ends. */
  public Optional<ReviewTask> lock(UUID id) {
    return em.createQuery("select t from ReviewTask t where t.id = :id", ReviewTask.class)
        .setParameter("id", id)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /**
   * Makes two requests of one reviewer wait for each other, so that they cannot take two tasks of
   * one post.
   */
  public Optional<Account> lockReviewer(UUID accountId) {
    return Optional.ofNullable(em.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * The first task of a lane that this reviewer may have, locked; tasks that others are taking just
   * now are passed over.
   *
   * <p>Never a post the reviewer has answered or holds.
   *
   * @param lang of the post; any when null
   */
  public Optional<ReviewTask> head(
      UUID projectId, Lane lane, @Nullable String lang, UUID accountId) {
    return head("t", ReviewTask.class, projectId, lane, lang, accountId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint(LOCK_TIMEOUT, SKIP_LOCKED)
        .getResultStream()
        .findFirst();
  }

  /** The priority of the task that {@link #head} would find now; nothing is locked. */
  public Optional<Float> headPriority(UUID projectId, Lane lane, String lang, UUID accountId) {
    return head("t.priority", Float.class, projectId, lane, lang, accountId)
        .getResultStream()
        .findFirst();
  }

  /**
   * The languages of the tasks that wait in a lane.
   *
   * <p>Each is found by the index after the one before: all of a million tasks are not looked at.
   */
  public List<String> languages(UUID projectId, Lane lane) {
    List<String> found = new ArrayList<>();
    for (Optional<String> next = languageAfter(projectId, lane, "");
        next.isPresent();
        next = languageAfter(projectId, lane, next.get())) {
      found.add(next.get());
    }
    return found;
  }

  private Optional<String> languageAfter(UUID projectId, Lane lane, String former) {
    return Optional.ofNullable(
        em.createQuery(
                """
                select min(t.lang) from ReviewTask t
                where t.projectId = :project and t.lane = :lane and t.lang > :former
                  and t.state = io.qalam.queue.model.TaskState.OPEN
                """,
                String.class)
            .setParameter("project", projectId)
            .setParameter("lane", lane)
            .setParameter("former", former)
            .getSingleResult());
  }

  private <T> TypedQuery<T> head(
      String what,
      Class<T> type,
      UUID projectId,
      Lane lane,
      @Nullable String lang,
      UUID accountId) {
    TypedQuery<T> query =
        em.createQuery(
                "select "
                    + what
                    + " from ReviewTask t where t.projectId = :project and t.lane = :lane"
                    + (lang == null ? "" : " and t.lang = :lang")
                    + FREE_FOR_THE_REVIEWER,
                type)
            .setParameter("project", projectId)
            .setParameter("lane", lane)
            .setParameter("account", accountId)
            .setMaxResults(1);
    return lang == null ? query : query.setParameter("lang", lang);
  }

  /** What this reviewer holds in the project, the oldest lease first, locked. */
  public List<ReviewTask> held(UUID projectId, UUID accountId, Instant now) {
    return em.createQuery(
            """
            select t from ReviewTask t
            where t.projectId = :project and t.leasedBy = :account and t.leasedUntil > :now
              and t.state = io.qalam.queue.model.TaskState.LEASED
            order by t.leasedAt, t.id
            """,
            ReviewTask.class)
        .setParameter("project", projectId)
        .setParameter("account", accountId)
        .setParameter("now", now)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** Those of these tasks that their holder has because they took their answer back. */
  public Set<UUID> takenBack(Collection<UUID> taskIds) {
    return Set.copyOf(
        em.createQuery(
                """
                select t.id from ReviewTask t
                where t.id in :tasks and exists (select 1 from Annotation a
                  where a.taskId = t.id and a.accountId = t.leasedBy and a.undoneAt = t.leasedAt)
                """,
                UUID.class)
            .setParameter("tasks", taskIds)
            .getResultList());
  }

  /** Tasks of the project whose lease ended, locked; those in use just now are passed over. */
  public List<ReviewTask> expired(UUID projectId, Instant now) {
    return em.createQuery(
            """
            select t from ReviewTask t
            where t.projectId = :project and t.leasedUntil <= :now
              and t.state = io.qalam.queue.model.TaskState.LEASED
            order by t.leasedUntil
            """,
            ReviewTask.class)
        .setParameter("project", projectId)
        .setParameter("now", now)
        .setMaxResults(MOST_RECLAIMED)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint(LOCK_TIMEOUT, SKIP_LOCKED)
        .getResultList();
  }

  /** The tasks of a post by slot, locked until the transaction ends. */
  public List<ReviewTask> lockAll(UUID postId) {
    return em.createQuery(
            "select t from ReviewTask t where t.postId = :post order by t.slot", ReviewTask.class)
        .setParameter("post", postId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** How many tasks the project has in each state. */
  public Map<TaskState, Long> counts(UUID projectId) {
    Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
    em.createQuery(
            "select t.state, count(t) from ReviewTask t where t.projectId = :project group by t.state",
            Tuple.class)
        .setParameter("project", projectId)
        .getResultStream()
        .forEach(row -> counts.put(row.get(0, TaskState.class), row.get(1, Long.class)));
    return counts;
  }

  /** What this person said of the post before, where its label counts no longer. */
  public Optional<String> formerLabel(UUID postId, UUID accountId) {
    return em.createQuery(
            """
            select a.label from Annotation a
            where a.postId = :post and a.accountId = :account
              and a.supersededAt is not null and a.undoneAt is null
            order by a.createdAt desc
            """,
            String.class)
        .setParameter("post", postId)
        .setParameter("account", accountId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** How many answers this person gave in the project since then and did not undo. */
  public long answersOf(UUID projectId, UUID accountId, Instant since) {
    return em.createQuery(
            """
            select count(a) from Annotation a
            where a.accountId = :account and a.createdAt >= :since and a.projectId = :project
              and a.undoneAt is null
            """,
            Long.class)
        .setParameter("account", accountId)
        .setParameter("since", since)
        .setParameter("project", projectId)
        .getSingleResult();
  }

  /** What the order needs to know of these posts; those without a prediction are left out. */
  public List<PredictedPost> predicted(Collection<UUID> postIds) {
    return em.createQuery(
            """
            select new io.qalam.queue.model.PredictedPost(
              p.id, p.split, p.state, p.lang, r.margin, r.probabilities,
              case when exists (select 1 from Post q where q.projectId = p.projectId
                and q.clusterId = p.clusterId and q.id < p.id) then false else true end,
              case when exists (select 1 from AttentionCheck c where c.id = p.id)
                then true else false end)
            from Post p join Prediction r on r.postId = p.id and r.current
            where p.id in :posts order by p.id
            """,
            PredictedPost.class)
        .setParameter("posts", postIds)
        .getResultList();
  }

  /**
   * The tasks of these posts that are not answered, locked; those in use just now are passed over:
   * whoever uses them settles what becomes of them.
   */
  public List<ReviewTask> unanswered(Collection<UUID> postIds) {
    return em.createQuery(
            """
            select t from ReviewTask t
            where t.postId in :posts and t.state <> io.qalam.queue.model.TaskState.DONE
            order by t.postId, t.slot
            """,
            ReviewTask.class)
        .setParameter("posts", postIds)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint(LOCK_TIMEOUT, SKIP_LOCKED)
        .getResultList();
  }

  /** The project's next posts by id. */
  public List<UUID> postsAfter(UUID projectId, UUID after, int most) {
    return em.createQuery(
            "select p.id from Post p where p.projectId = :project and p.id > :after order by p.id",
            UUID.class)
        .setParameter("project", projectId)
        .setParameter("after", after)
        .setMaxResults(most)
        .getResultList();
  }

  /** Of these posts, those that this person holds a blind task of. */
  public Set<UUID> heldBlind(Collection<UUID> postIds, UUID accountId) {
    return new HashSet<>(
        em.createQuery(
                "select t.postId from ReviewTask t where t.postId in :posts and t.blind = true"
                    + " and t.state = :leased and t.leasedBy = :account",
                UUID.class)
            .setParameter("posts", postIds)
            .setParameter("leased", TaskState.LEASED)
            .setParameter("account", accountId)
            .getResultList());
  }

  /** The task of a post that was made first. */
  public Optional<UUID> first(UUID postId) {
    return em.createQuery(
            "select t.id from ReviewTask t where t.postId = :post order by t.id", UUID.class)
        .setParameter("post", postId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** How many tasks each of these posts has; a post without any is left out. */
  public Map<UUID, Integer> slots(Collection<UUID> postIds) {
    Map<UUID, Integer> slots = new HashMap<>();
    em.createQuery(
            "select t.postId, max(t.slot) from ReviewTask t where t.postId in :posts group by t.postId",
            Tuple.class)
        .setParameter("posts", postIds)
        .getResultStream()
        .forEach(row -> slots.put(row.get(0, UUID.class), row.get(1, Short.class).intValue()));
    return slots;
  }

  /** Writes what was added and forgets it, so that a long run does not fill the memory. */
  public void flush() {
    em.flush();
    em.clear();
  }
}
