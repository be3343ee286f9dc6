package io.qalam.queue.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The posts with a known label that members of the transaction's tenant met, or may meet. */
@ApplicationScoped
public class CheckTaskRepository {

  private static final int MOST_CANDIDATES = 20;

  /** The member has neither decided nor answered the post nor holds it, as a task or a check. */
  private static final String NEVER_MET =
      """
       and not exists (select 1 from Adjudication d
         where d.postId = p.id and d.editorId = :account and d.undoneAt is null)
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
      "select new io.qalam.queue.model.CheckCandidate("
          + "p.id, p.lang, io.qalam.queue.model.CheckKind.%s, %s) from %s and %s in :labels";

  /** The reader is not being asked about the marked post. */
  private static final String NOT_ASKED =
      """
       and not exists (select 1 from CheckTask k
         where k.postId = c.id and k.accountId = :reader and k.answeredAt is null)
      """;

  private static final String COUNTS =
      """
      select new io.qalam.queue.model.CheckCount(
        k.accountId, k.kind, count(k), count(k.label),
        sum(case when k.label = k.expected then 1L else 0L end))
      from CheckTask k where %s k.answeredAt is not null
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

  public void remove(CheckTask check) {
    em.remove(check);
  }

  /** Those of the posts that an admin marked. */
  public List<AttentionCheck> attention(Collection<UUID> postIds) {
    return em.createQuery(
            "select c from AttentionCheck c where c.id in :posts order by c.id",
            AttentionCheck.class)
        .setParameter("posts", postIds)
        .getResultList();
  }

  /**
   * Those of a project that an admin marked, behind that post in the order of their ids; but for
   * those that the reader is being asked about.
   */
  public List<AttentionCheck> attention(UUID projectId, UUID reader, UUID after, int most) {
    return em.createQuery(
            "select c from AttentionCheck c where c.projectId = :project and c.id > :after"
                + NOT_ASKED
                + " order by c.id",
            AttentionCheck.class)
        .setParameter("project", projectId)
        .setParameter("reader", reader)
        .setParameter("after", after)
        .setMaxResults(most)
        .getResultList();
  }

  /** How many posts of a project an admin marked; but for those the reader is asked about. */
  public long countAttention(UUID projectId, UUID reader) {
    return em.createQuery(
            "select count(c) from AttentionCheck c where c.projectId = :project" + NOT_ASKED,
            Long.class)
        .setParameter("project", projectId)
        .setParameter("reader", reader)
        .getSingleResult();
  }

  /** Of these posts, those that the member is being asked about as a check. */
  public Set<UUID> held(Collection<UUID> postIds, UUID accountId) {
    return new HashSet<>(
        em.createQuery(
                "select k.postId from CheckTask k where k.postId in :posts"
                    + " and k.accountId = :account and k.answeredAt is null",
                UUID.class)
            .setParameter("posts", postIds)
            .setParameter("account", accountId)
            .getResultList());
  }

  public Optional<AttentionCheck> attention(UUID postId) {
    return Optional.ofNullable(em.find(AttentionCheck.class, postId));
  }

  /** How many checks the member answered since a moment. */
  public long answersOf(UUID projectId, UUID accountId, Instant since) {
    return em.createQuery(
            "select count(k) from CheckTask k where k.projectId = :project"
                + " and k.accountId = :account and k.answeredAt >= :since",
            Long.class)
        .setParameter("project", projectId)
        .setParameter("account", accountId)
        .setParameter("since", since)
        .getSingleResult();
  }

  /** The check, locked until the transaction ends. */
  public Optional<CheckTask> lock(UUID id) {
    return em.createQuery("select k from CheckTask k where k.id = :id", CheckTask.class)
        .setParameter("id", id)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  public Optional<CheckTask> find(UUID id) {
    return Optional.ofNullable(em.find(CheckTask.class, id));
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
  public List<CheckCandidate> attentionChecks(CheckWish wish) {
    return candidates(
        "ATTENTION",
        "c.expected",
        "AttentionCheck c join Post p on p.id = c.id where c.projectId = :project",
        wish);
  }

  /** The labels that the project's marked posts ask for. */
  public List<String> expected(UUID projectId) {
    return em.createQuery(
            "select distinct c.expected from AttentionCheck c where c.projectId = :project",
            String.class)
        .setParameter("project", projectId)
        .getResultList();
  }

  /** Posts that an editor decided. */
  public List<CheckCandidate> decided(CheckWish wish) {
    return candidates(
        "GOLD",
        "p.finalLabel",
        "Post p where p.projectId = :project"
            + " and p.state = io.qalam.ingestion.model.PostState.ADJUDICATED",
        wish);
  }

  /** Posts whose label came with the import. */
  public List<CheckCandidate> imported(CheckWish wish) {
    return candidates(
        "GOLD",
        "p.goldLabel",
        "Post p where p.projectId = :project and p.goldLabel is not null",
        wish);
  }

  /**
   * Label and language are asked for here, so that a few that do not fit cannot hide all others.
   */
  private List<CheckCandidate> candidates(
      String kind, String expected, String from, CheckWish wish) {
    TypedQuery<CheckCandidate> query =
        em.createQuery(
                NEW_CANDIDATE.formatted(kind, expected, from, expected)
                    + readable(wish.languages().size())
                    + NEVER_MET,
                CheckCandidate.class)
            .setParameter("project", wish.projectId())
            .setParameter("account", wish.accountId())
            .setParameter("labels", wish.labels())
            .setMaxResults(MOST_CANDIDATES);
    for (int i = 0; i < wish.languages().size(); i++) {
      String range = wish.languages().get(i).toLowerCase(Locale.ROOT);
      query.setParameter("range" + i, range).setParameter("within" + i, range + "-%");
    }
    return query.getResultList();
  }

  /** By the ranges that a member reads; none reads everything. */
  private static String readable(int ranges) {
    return ranges == 0
        ? ""
        : IntStream.range(0, ranges)
            .mapToObj(
                i -> "lower(p.lang) = :range%d or lower(p.lang) like :within%d".formatted(i, i))
            .collect(Collectors.joining(" or ", " and (", ")"));
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
