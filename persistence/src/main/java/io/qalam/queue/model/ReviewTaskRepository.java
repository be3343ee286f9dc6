package io.qalam.queue.model;

import io.qalam.account.model.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
  public void lockReviewer(UUID accountId) {
    em.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * The first task of a lane that this reviewer may have, locked; tasks that others are taking just
   * now are passed over.
   *
   * <p>Never a post the reviewer has answered or holds.
   */
  public Optional<ReviewTask> head(UUID projectId, Lane lane, UUID accountId) {
    return em.createQuery(
            """
            select t from ReviewTask t
            where t.projectId = :project and t.arm = :arm and t.blind = :blind
              and t.state = io.qalam.queue.model.TaskState.OPEN
              and not exists (select 1 from Annotation a
                where a.postId = t.postId and a.accountId = :account and a.undoneAt is null)
              and not exists (select 1 from ReviewTask h
                where h.postId = t.postId and h.leasedBy = :account
                  and h.state = io.qalam.queue.model.TaskState.LEASED)
            order by t.priority, t.id
            """,
            ReviewTask.class)
        .setParameter("project", projectId)
        .setParameter("arm", lane.arm())
        .setParameter("blind", lane.blind())
        .setParameter("account", accountId)
        .setMaxResults(1)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint(LOCK_TIMEOUT, SKIP_LOCKED)
        .getResultStream()
        .findFirst();
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

  /** How many answers in force this person gave in the project since then. */
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

  /** Split and margin of these posts; those without a prediction are left out. */
  public List<PredictedPost> predicted(Collection<UUID> postIds) {
    return em.createQuery(
            """
            select new io.qalam.queue.model.PredictedPost(p.id, p.split, r.margin)
            from Post p join Prediction r on r.postId = p.id and r.current
            where p.id in :posts order by p.id
            """,
            PredictedPost.class)
        .setParameter("posts", postIds)
        .getResultList();
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

  /** Moves the open tasks of the strategy's lane, of the whole project, to their posts' margins. */
  public int reorderByMargin(UUID projectId) {
    return em.createQuery(
            """
            update versioned ReviewTask t
            set t.priority = (select p.margin from Prediction p
              where p.postId = t.postId and p.current)
            where t.projectId = :project and t.blind = false
              and t.arm = io.qalam.queue.model.Arm.STRATEGY
              and t.state = io.qalam.queue.model.TaskState.OPEN
            """)
        .setParameter("project", projectId)
        .executeUpdate();
  }

  /** Shuffles the open tasks of the strategy's lane. */
  public int shuffle(UUID projectId) {
    return em.createQuery(
            """
            update versioned ReviewTask t set t.priority = cast(function('random') as Float)
            where t.projectId = :project and t.blind = false
              and t.arm = io.qalam.queue.model.Arm.STRATEGY
              and t.state = io.qalam.queue.model.TaskState.OPEN
            """)
        .setParameter("project", projectId)
        .executeUpdate();
  }

  /** Takes open tasks beyond the wanted number of reviewers out of the queue. */
  public int withdrawBeyond(UUID projectId, int overlap) {
    return em.createQuery(
            """
            update versioned ReviewTask t set t.state = io.qalam.queue.model.TaskState.WITHDRAWN
            where t.projectId = :project and t.slot > :overlap
              and t.state = io.qalam.queue.model.TaskState.OPEN
            """)
        .setParameter("project", projectId)
        .setParameter("overlap", (short) overlap)
        .executeUpdate();
  }

  /** Puts withdrawn tasks within the wanted number back, but for posts that an editor decided. */
  public int restoreWithin(UUID projectId, int overlap) {
    return em.createQuery(
            """
            update versioned ReviewTask t set t.state = io.qalam.queue.model.TaskState.OPEN
            where t.projectId = :project and t.slot <= :overlap
              and t.state = io.qalam.queue.model.TaskState.WITHDRAWN
              and t.postId not in (select p.id from Post p where p.projectId = :project
                and p.state = io.qalam.ingestion.model.PostState.ADJUDICATED)
            """)
        .setParameter("project", projectId)
        .setParameter("overlap", (short) overlap)
        .executeUpdate();
  }

  /** Posts that have fewer tasks than are wanted and no decision of an editor, by id. */
  public List<UUID> postsShortOf(UUID projectId, int overlap, int most) {
    return em.createQuery(
            """
            select t.postId from ReviewTask t join Post p on p.id = t.postId
            where t.projectId = :project
              and p.state <> io.qalam.ingestion.model.PostState.ADJUDICATED
            group by t.postId having max(t.slot) < :overlap order by t.postId
            """,
            UUID.class)
        .setParameter("project", projectId)
        .setParameter("overlap", (short) overlap)
        .setMaxResults(most)
        .getResultList();
  }

  /** Writes what was added and forgets it, so that a long run does not fill the memory. */
  public void flush() {
    em.flush();
    em.clear();
  }

  /** Moves the open tasks of the strategy's lane to the margin their post has now. */
  public int reorderByMargin(Collection<UUID> postIds) {
    return em.createQuery(
            """
            update versioned ReviewTask t
            set t.priority = (select p.margin from Prediction p
              where p.postId = t.postId and p.current)
            where t.postId in :posts and t.blind = false
              and t.arm = io.qalam.queue.model.Arm.STRATEGY
              and t.state = io.qalam.queue.model.TaskState.OPEN
            """)
        .setParameter("posts", postIds)
        .executeUpdate();
  }
}
