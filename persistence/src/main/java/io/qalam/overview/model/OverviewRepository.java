package io.qalam.overview.model;

import io.qalam.account.model.Account;
import io.qalam.adjudication.model.Adjudication;
import io.qalam.queue.model.TaskState;
import io.qalam.review.model.Annotation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads posts with what became of them, for the transaction's tenant. */
@ApplicationScoped
public class OverviewRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /** How many posts each project has in each state; a state without posts is left out. */
  public List<StateCount> counts() {
    return em.createQuery(
            "select new io.qalam.overview.model.StateCount(p.projectId, p.state, count(p))"
                + " from Post p group by p.projectId, p.state",
            StateCount.class)
        .getResultList();
  }

  /** How many posts one project has in each state. */
  public List<StateCount> counts(UUID projectId) {
    return em.createQuery(
            "select new io.qalam.overview.model.StateCount(p.projectId, p.state, count(p))"
                + " from Post p where p.projectId = :project group by p.projectId, p.state",
            StateCount.class)
        .setParameter("project", projectId)
        .getResultList();
  }

  /** The adapter live in each project; one that the base model predicts for is left out. */
  public Map<UUID, UUID> liveAdapters() {
    return em.createQuery(
            "select a.id, a.adapterId from AdapterInUse a where a.adapterId is not null",
            Object[].class)
        .getResultStream()
        .collect(Collectors.toMap(row -> (UUID) row[0], row -> (UUID) row[1]));
  }

  /** Every annotation of these posts, undone ones too, the oldest first. */
  public List<Annotation> annotations(Collection<UUID> postIds) {
    return em.createQuery(
            "select a from Annotation a where a.postId in :posts order by a.createdAt, a.id",
            Annotation.class)
        .setParameter("posts", postIds)
        .getResultList();
  }

  /** Every adjudication of these posts, undone ones too, the oldest first. */
  public List<Adjudication> adjudications(Collection<UUID> postIds) {
    return em.createQuery(
            "select a from Adjudication a where a.postId in :posts order by a.createdAt, a.id",
            Adjudication.class)
        .setParameter("posts", postIds)
        .getResultList();
  }

  /** User names by account. */
  public Map<UUID, String> userNames(Collection<UUID> accountIds) {
    return em.createQuery("select a from Account a where a.id in :ids", Account.class)
        .setParameter("ids", accountIds)
        .getResultStream()
        .collect(Collectors.toMap(Account::getId, Account::getUserName));
  }

  /** Of these posts, those that are, or were, to be answered blind. */
  public Set<UUID> answeredBlind(Collection<UUID> postIds) {
    return new HashSet<>(
        em.createQuery(
                "select t.postId from ReviewTask t where t.postId in :posts and t.blind = true"
                    + " and t.state <> :withdrawn",
                UUID.class)
            .setParameter("posts", postIds)
            .setParameter("withdrawn", TaskState.WITHDRAWN)
            .getResultList());
  }

  /** Of these posts, those that this person was ever asked about to see how well they answer. */
  public Set<UUID> metAsChecks(Collection<UUID> postIds, UUID accountId) {
    return new HashSet<>(
        em.createQuery(
                "select c.postId from CheckTask c where c.postId in :posts"
                    + " and c.accountId = :account",
                UUID.class)
            .setParameter("posts", postIds)
            .setParameter("account", accountId)
            .getResultList());
  }

  /** Of those, the posts that they hold now. */
  public Set<UUID> heldAsChecks(Collection<UUID> postIds, UUID accountId, Instant now) {
    return new HashSet<>(
        em.createQuery(
                "select c.postId from CheckTask c where c.postId in :posts"
                    + " and c.accountId = :account and c.answeredAt is null"
                    + " and c.leasedUntil > :now",
                UUID.class)
            .setParameter("posts", postIds)
            .setParameter("account", accountId)
            .setParameter("now", now)
            .getResultList());
  }

  /** The posts of a project that this person was ever asked about so. */
  public List<UUID> metAsChecks(UUID projectId, UUID accountId) {
    return em.createQuery(
            "select c.postId from CheckTask c where c.projectId = :project"
                + " and c.accountId = :account",
            UUID.class)
        .setParameter("project", projectId)
        .setParameter("account", accountId)
        .getResultList();
  }
}
