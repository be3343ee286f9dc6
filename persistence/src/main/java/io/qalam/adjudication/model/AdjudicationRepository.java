package io.qalam.adjudication.model;

import io.qalam.ingestion.model.Post;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The adjudications of the transaction's tenant, and the posts that wait for one. */
@ApplicationScoped
public class AdjudicationRepository {

  /** Posts that wait for an editor; as literals, so that the database uses its index by state. */
  private static final String WAITING =
      """
      from Post p where p.projectId = :project
        and p.state in (io.qalam.ingestion.model.PostState.DISPUTED,
          io.qalam.ingestion.model.PostState.FLAGGED)
      """;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /** Stores a decision as the one in force; a former one goes out of force. */
  public void replace(Optional<Adjudication> former, Adjudication adjudication) {
    former.ifPresent(
        decision -> {
          decision.undo(adjudication.getCreatedAt());
          em.flush();
        });
    em.persist(adjudication);
  }

  /** The decision in force about a post. */
  public Optional<Adjudication> inForce(UUID postId) {
    return em.createQuery(
            "select a from Adjudication a where a.postId = :post"
                + " and a.undoneAt is null and a.supersededAt is null",
            Adjudication.class)
        .setParameter("post", postId)
        .getResultStream()
        .findFirst();
  }

  /** The decisions in force about these posts, by post. */
  public List<Adjudication> inForce(Collection<UUID> postIds) {
    return em.createQuery(
            "select a from Adjudication a where a.postId in :posts"
                + " and a.undoneAt is null and a.supersededAt is null order by a.postId",
            Adjudication.class)
        .setParameter("posts", postIds)
        .getResultList();
  }

  /** Every decision a post ever got, the oldest first. */
  public List<Adjudication> history(UUID postId) {
    return em.createQuery(
            "select a from Adjudication a where a.postId = :post order by a.createdAt, a.id",
            Adjudication.class)
        .setParameter("post", postId)
        .getResultList();
  }

  /** This editor's newest decision in force in a project. */
  public Optional<Adjudication> newestInForce(UUID projectId, UUID editorId) {
    return em.createQuery(
            """
            select a from Adjudication a
            where a.projectId = :project and a.editorId = :editor
              and a.undoneAt is null and a.supersededAt is null
            order by a.createdAt desc, a.id desc
            """,
            Adjudication.class)
        .setParameter("project", projectId)
        .setParameter("editor", editorId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Posts that annotators disagree on or flagged, the oldest first. */
  public List<Post> waiting(UUID projectId, int first, int most) {
    return em.createQuery("select p " + WAITING + " order by p.id", Post.class)
        .setParameter("project", projectId)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultList();
  }

  /** How many posts wait. */
  public long waiting(UUID projectId) {
    return em.createQuery("select count(p) " + WAITING, Long.class)
        .setParameter("project", projectId)
        .getSingleResult();
  }
}
