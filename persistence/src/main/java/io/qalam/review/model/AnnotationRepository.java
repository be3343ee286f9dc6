package io.qalam.review.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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

  /** This person's newest answer in force in a project. */
  public Optional<Annotation> newestInForce(UUID projectId, UUID accountId) {
    return em.createQuery(
            """
            select a from Annotation a where a.accountId = :account and a.projectId = :project
              and a.undoneAt is null
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
            select a from Annotation a where a.postId = :post and a.undoneAt is null
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
            select a from Annotation a where a.postId in :posts and a.undoneAt is null
            order by a.postId, a.createdAt, a.id
            """,
            Annotation.class)
        .setParameter("posts", postIds)
        .getResultList();
  }

  /** Posts of the project with answers in force, after {@code last} in the order of their ids. */
  public List<UUID> annotatedPosts(UUID projectId, UUID last, int most) {
    return em.createQuery(
            """
            select distinct a.postId from Annotation a
            where a.projectId = :project and a.undoneAt is null and a.postId > :last
            order by a.postId
            """,
            UUID.class)
        .setParameter("project", projectId)
        .setParameter("last", last)
        .setMaxResults(most)
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

  /**
   * The labels in force of all posts that at least two people labelled, post by post.
   *
   * <p>Read as a stream, because a project may have millions; close it.
   */
  public Stream<GivenLabel> ofSharedPosts(UUID projectId) {
    return em.createQuery(
            """
            select new io.qalam.review.model.GivenLabel(a.postId, a.accountId, a.label)
            from Annotation a
            where a.projectId = :project and a.undoneAt is null and a.label is not null
              and exists (select 1 from Annotation b
                where b.postId = a.postId and b.accountId <> a.accountId
                  and b.undoneAt is null and b.label is not null)
            order by a.postId
            """,
            GivenLabel.class)
        .setParameter("project", projectId)
        .setHint("org.hibernate.fetchSize", 1_000)
        .getResultStream();
  }
}
