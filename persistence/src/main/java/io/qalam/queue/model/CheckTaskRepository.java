package io.qalam.queue.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The posts with a known label that members of the transaction's tenant met, or may meet. */
@ApplicationScoped
public class CheckTaskRepository {

  private static final int MOST_CANDIDATES = 20;

  /** The member has neither answered the post nor holds it, as a task or as a check. */
  private static final String NEVER_MET =
      """
       and not exists (select 1 from Annotation a
         where a.postId = p.id and a.accountId = :account)
       and not exists (select 1 from CheckTask k
         where k.postId = p.id and k.accountId = :account)
       and not exists (select 1 from ReviewTask h
         where h.postId = p.id and h.leasedBy = :account
           and h.state = io.qalam.queue.model.TaskState.LEASED)
       order by p.id
      """;

  private static final String NEW_CANDIDATE =
      "select new io.qalam.queue.model.CheckCandidate(p.id, p.lang, io.qalam.queue.model.CheckKind.";

  private static final String COUNTS =
      """
      select new io.qalam.queue.model.CheckCount(
        k.accountId, k.kind, count(k), sum(case when k.label = k.expected then 1L else 0L end))
      from CheckTask k where %s k.label is not null
      group by k.accountId, k.kind order by k.accountId
      """;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(CheckTask check) {
    em.persist(check);
  }

  public void add(AttentionCheck attention) {
    em.persist(attention);
  }

  public void remove(AttentionCheck attention) {
    em.remove(attention);
  }

  public Optional<AttentionCheck> attention(UUID postId) {
    return Optional.ofNullable(em.find(AttentionCheck.class, postId));
  }

  /** The check, locked until the transaction ends. */
  public Optional<CheckTask> lock(UUID id) {
    return em.createQuery("select k from CheckTask k where k.id = :id", CheckTask.class)
        .setParameter("id", id)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /** What the member holds in the project, and what they let run out; the oldest first. */
  public List<CheckTask> unanswered(UUID projectId, UUID accountId) {
    return em.createQuery(
            """
            select k from CheckTask k
            where k.accountId = :account and k.projectId = :project and k.answeredAt is null
            order by k.leasedAt, k.id
            """,
            CheckTask.class)
        .setParameter("account", accountId)
        .setParameter("project", projectId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** The check that the member answered last in the project, if after that time. */
  public Optional<CheckTask> newestAnswered(UUID projectId, UUID accountId, Instant after) {
    return em.createQuery(
            """
            select k from CheckTask k
            where k.accountId = :account and k.projectId = :project and k.answeredAt > :after
            order by k.answeredAt desc
            """,
            CheckTask.class)
        .setParameter("account", accountId)
        .setParameter("project", projectId)
        .setParameter("after", after)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Posts that an admin marked. */
  public List<CheckCandidate> attentionChecks(UUID projectId, UUID accountId) {
    return candidates(
        NEW_CANDIDATE
            + "ATTENTION, c.expected) from AttentionCheck c join Post p on p.id = c.id"
            + " where c.projectId = :project",
        projectId,
        accountId);
  }

  /** Posts that an editor decided. */
  public List<CheckCandidate> decided(UUID projectId, UUID accountId) {
    return candidates(
        NEW_CANDIDATE
            + "GOLD, p.finalLabel) from Post p where p.projectId = :project"
            + " and p.state = io.qalam.ingestion.model.PostState.ADJUDICATED",
        projectId,
        accountId);
  }

  /** Posts whose label came with the import. */
  public List<CheckCandidate> imported(UUID projectId, UUID accountId) {
    return candidates(
        NEW_CANDIDATE
            + "GOLD, p.goldLabel) from Post p where p.projectId = :project"
            + " and p.goldLabel is not null",
        projectId,
        accountId);
  }

  private List<CheckCandidate> candidates(String query, UUID projectId, UUID accountId) {
    return em.createQuery(query + NEVER_MET, CheckCandidate.class)
        .setParameter("project", projectId)
        .setParameter("account", accountId)
        .setMaxResults(MOST_CANDIDATES)
        .getResultList();
  }

  /** How well each member labelled what is known in a project. */
  public List<CheckCount> counts(UUID projectId) {
    return em.createQuery(COUNTS.formatted("k.projectId = :project and"), CheckCount.class)
        .setParameter("project", projectId)
        .getResultList();
  }

  /** How well each member labelled what is known, in all projects. */
  public List<CheckCount> counts() {
    return em.createQuery(COUNTS.formatted(""), CheckCount.class).getResultList();
  }
}
