package io.qalam.review.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The annotations of the transaction's tenant. */
@ApplicationScoped
public class AnnotationRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(Annotation annotation) {
    em.persist(annotation);
  }

  /** The answer given to a task under one lease, in force or undone. */
  public Optional<Annotation> under(UUID taskId, long fence) {
    return em.createQuery(
            "select a from Annotation a where a.taskId = :task and a.fence = :fence",
            Annotation.class)
        .setParameter("task", taskId)
        .setParameter("fence", fence)
        .getResultStream()
        .findFirst();
  }

  /** This person's newest answer to a task, in force or undone. */
  public Optional<Annotation> newest(UUID taskId, UUID accountId) {
    return em.createQuery(
            """
            select a from Annotation a where a.taskId = :task and a.accountId = :account
            order by a.fence desc
            """,
            Annotation.class)
        .setParameter("task", taskId)
        .setParameter("account", accountId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** This person's newest answer in force in a project that was given by itself. */
  public Optional<Annotation> newestInForce(UUID projectId, UUID accountId) {
    return em.createQuery(
            """
            select a from Annotation a where a.accountId = :account and a.projectId = :project
              and a.undoneAt is null and a.supersededAt is null and a.bulkId is null
            order by a.createdAt desc, a.id desc
            """,
            Annotation.class)
        .setParameter("account", accountId)
        .setParameter("project", projectId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /**
   * The answers in force about a post, the oldest first.
   *
   * <p>A query of its own, since Hibernate keeps no plan of one with a list of ids, and every
   * answer asks this.
   */
  public List<Annotation> inForce(UUID postId) {
    return em.createQuery(
            """
            select a from Annotation a where a.postId = :post
              and a.undoneAt is null and a.supersededAt is null
            order by a.createdAt, a.id
            """,
            Annotation.class)
        .setParameter("post", postId)
        .getResultList();
  }

  /** The answers in force about these posts, by post and age. */
  public List<Annotation> inForce(Collection<UUID> postIds) {
    return em.createQuery(
            """
            select a from Annotation a where a.postId in :posts
              and a.undoneAt is null and a.supersededAt is null
            order by a.postId, a.createdAt, a.id
            """,
            Annotation.class)
        .setParameter("posts", postIds)
        .getResultList();
  }

  /** Those of the posts that have answers in force, in the order of their ids. */
  public List<UUID> annotated(Collection<UUID> postIds) {
    return em.createQuery(
            """
            select distinct a.postId from Annotation a
            where a.postId in :posts and a.undoneAt is null and a.supersededAt is null
            order by a.postId
            """,
            UUID.class)
        .setParameter("posts", postIds)
        .getResultList();
  }

  /** Every answer a post ever got, undone ones too, the oldest first. */
  public List<Annotation> history(UUID postId) {
    return em.createQuery(
            "select a from Annotation a where a.postId = :post order by a.createdAt, a.id",
            Annotation.class)
        .setParameter("post", postId)
        .getResultList();
  }
}
