package io.qalam.queue.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Quotas of the transaction's tenant, and how many answers count against them. */
@ApplicationScoped
public class QuotaRepository {

  private static final String OF_TASKS =
      """
      select a.accountId, count(a) from Annotation a
      where a.projectId = :project and a.createdAt >= :since and a.undoneAt is null
      group by a.accountId
      """;

  private static final String OF_CHECKS =
      """
      select k.accountId, count(k) from CheckTask k
      where k.projectId = :project and k.answeredAt >= :since
      group by k.accountId
      """;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(Quota quota) {
    em.persist(quota);
  }

  public void remove(Quota quota) {
    em.remove(quota);
  }

  public Optional<Quota> find(UUID id) {
    return Optional.ofNullable(em.find(Quota.class, id));
  }

  /** The project's quotas, in the order in which they were made. */
  public List<Quota> list(UUID projectId) {
    return em.createQuery(
            "select q from Quota q where q.projectId = :project order by q.id", Quota.class)
        .setParameter("project", projectId)
        .getResultList();
  }

  /** The quota of that member, of that group or, with neither, of everybody; locked. */
  public Optional<Quota> lock(UUID projectId, @Nullable UUID accountId, @Nullable UUID groupId) {
    return em.createQuery("select q from Quota q where q.projectId = :project", Quota.class)
        .setParameter("project", projectId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .filter(
            quota ->
                Objects.equals(quota.getAccountId(), accountId)
                    && Objects.equals(quota.getGroupId(), groupId))
        .findFirst();
  }

  /** What a member gave in a project and may give, in one statement that counts nothing. */
  public MemberStanding standing(UUID projectId, UUID accountId) {
    List<Object[]> rows =
        em.createQuery(
                """
                select t.answers, q from Account a
                left join AnswerTally t on t.accountId = a.id and t.projectId = :project
                left join Quota q on q.projectId = :project
                  and (q.accountId = a.id
                    or q.groupId in (select m.groupId from GroupMember m where m.accountId = a.id)
                    or q.accountId is null and q.groupId is null)
                where a.id = :account
                """,
                Object[].class)
            .setParameter("project", projectId)
            .setParameter("account", accountId)
            .getResultList();
    @Nullable Long answers = rows.isEmpty() ? null : (Long) rows.get(0)[0];
    return new MemberStanding(
        answers, rows.stream().map(row -> (Quota) row[1]).filter(Objects::nonNull).toList());
  }

  /** How many answers of this person since then are in force, to tasks and to known posts. */
  public long since(UUID projectId, UUID accountId, Instant since) {
    long tasks =
        em.createQuery(
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
    long checks =
        em.createQuery(
                """
                select count(k) from CheckTask k
                where k.accountId = :account and k.projectId = :project and k.answeredAt >= :since
                """,
                Long.class)
            .setParameter("account", accountId)
            .setParameter("project", projectId)
            .setParameter("since", since)
            .getSingleResult();
    return tasks + checks;
  }

  /** The same of everybody who gave any. */
  public Map<UUID, Long> since(UUID projectId, Instant since) {
    Map<UUID, Long> counts = new HashMap<>();
    for (String question : List.of(OF_TASKS, OF_CHECKS)) {
      em.createQuery(question, Object[].class)
          .setParameter("project", projectId)
          .setParameter("since", since)
          .getResultStream()
          .forEach(row -> counts.merge((UUID) row[0], (Long) row[1], Long::sum));
    }
    return counts;
  }

  /** How many answers in force each member gave in the project; who gave none may be left out. */
  public Map<UUID, Long> tallies(UUID projectId) {
    Map<UUID, Long> tallies = new HashMap<>();
    em.createQuery("select t from AnswerTally t where t.projectId = :project", AnswerTally.class)
        .setParameter("project", projectId)
        .getResultStream()
        .forEach(tally -> tallies.put(tally.getAccountId(), tally.getAnswers()));
    return tallies;
  }

  /**
   * Changes a tally by so many; whoever has none gets one.
   *
   * @param tenantId the transaction's tenant
   */
  public void change(UUID tenantId, UUID projectId, UUID accountId, int by) {
    em.createQuery(
            """
            insert into AnswerTally as t (tenantId, projectId, accountId, answers)
            values (:tenant, :project, :account, :first)
            on conflict (tenantId, projectId, accountId) do update set answers = t.answers + :by
            """)
        .setParameter("tenant", tenantId)
        .setParameter("project", projectId)
        .setParameter("account", accountId)
        .setParameter("first", Math.max(0L, by))
        .setParameter("by", (long) by)
        .executeUpdate();
  }
}
