package io.qalam.trainingset.model;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The summaries of the transaction's tenant, as {@link LabelRepository} has the labels. */
@ApplicationScoped
public class SummaryRepository {

  private static final Set<PostState> SETTLED =
      EnumSet.of(PostState.LABELLED, PostState.ADJUDICATED);

  private static final Set<PostState> UNTOUCHED =
      EnumSet.of(PostState.NEW, PostState.PREDICTED, PostState.SKIPPED);

  /** A final summary teaches where an editor gave it, or somebody whose answer teaches. */
  private static final String TEACHES =
      """
       p.finalSummary is not null
         and (p.state = io.qalam.ingestion.model.PostState.ADJUDICATED
           or p.state = io.qalam.ingestion.model.PostState.LABELLED and exists (
             select 1 from Annotation a where a.postId = p.id and a.undoneAt is null
               and a.summary = p.finalSummary
               and (a.decision <> io.qalam.review.model.Decision.ACCEPTED
                 or a.rating is null or a.rating >= :least)))
      """;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * The next posts, in the order of their ids, that people settled or that carry an imported
   * summary nobody contradicted; none that is in no split.
   */
  public List<SummedPost> settled(UUID projectId, UUID after, int limit) {
    return em.createQuery(
            "select new io.qalam.trainingset.model.SummedPost("
                + "p.id, p.text, p.lang, p.split, p.state, p.finalSummary, p.goldSummary)"
                + " from Post p where p.projectId = :project and p.id > :after"
                + " and p.split <> io.qalam.ingestion.model.Split.APART and (p.state in"
                + " :settled or (p.goldSummary is not null and p.state in :untouched))"
                + " order by p.id",
            SummedPost.class)
        .setParameter("project", projectId)
        .setParameter("after", after)
        .setParameter("settled", SETTLED)
        .setParameter("untouched", UNTOUCHED)
        .setMaxResults(limit)
        .getResultList();
  }

  /** The summaries in force that people gave these posts, oldest first. */
  public List<GivenSummary> given(Collection<UUID> posts) {
    if (posts.isEmpty()) {
      return List.of();
    }
    Stream<GivenSummary> annotations =
        em.createQuery(
                "select new io.qalam.trainingset.model.GivenSummary("
                    + "a.postId, a.decision, a.summary, a.rating, a.createdAt) from Annotation a"
                    + " where a.postId in :posts and a.undoneAt is null and a.summary is not null"
                    + " order by a.id",
                GivenSummary.class)
            .setParameter("posts", posts)
            .getResultStream();
    Stream<GivenSummary> adjudications =
        em.createQuery(
                "select new io.qalam.trainingset.model.GivenSummary("
                    + "d.postId, d.summary, d.createdAt) from Adjudication d"
                    + " where d.postId in :posts and d.undoneAt is null and d.summary is not null",
                GivenSummary.class)
            .setParameter("posts", posts)
            .getResultStream();
    return Stream.concat(annotations, adjudications).toList();
  }

  /** How many posts of each part have a summary that counts. */
  public Map<Split, Long> counts(UUID projectId, boolean gold) {
    Map<Split, Long> counts = new EnumMap<>(Split.class);
    em.createQuery(
            "select p.split, count(p) from Post p where p.projectId = :project and"
                + TEACHES
                + " group by p.split",
            Object[].class)
        .setParameter("project", projectId)
        .setParameter("least", GivenSummary.LEAST_RATING)
        .getResultStream()
        .forEach(row -> counts.merge((Split) row[0], (Long) row[1], Long::sum));
    if (gold) {
      em.createQuery(
              "select p.split, count(p) from Post p where p.projectId = :project"
                  + " and p.state in :untouched and p.goldSummary is not null group by p.split",
              Object[].class)
          .setParameter("project", projectId)
          .setParameter("untouched", UNTOUCHED)
          .getResultStream()
          .forEach(row -> counts.merge((Split) row[0], (Long) row[1], Long::sum));
    }
    return counts;
  }

  /**
   * How many posts, of any part, people settled after that moment.
   *
   * @param since null counts all of them
   */
  public long settledSince(UUID projectId, @Nullable Instant since) {
    Instant after = since == null ? Instant.EPOCH : since;
    return countSince("Annotation", PostState.LABELLED, projectId, after)
        + countSince("Adjudication", PostState.ADJUDICATED, projectId, after);
  }

  private long countSince(String voice, PostState state, UUID projectId, Instant after) {
    return em.createQuery(
            "select count(distinct p.id) from "
                + voice
                + " v, Post p where v.projectId = :project and v.createdAt > :after"
                + " and v.undoneAt is null and v.summary is not null and p.id = v.postId"
                + " and p.state = :state and p.finalSummary is not null",
            Long.class)
        .setParameter("project", projectId)
        .setParameter("after", after)
        .setParameter("state", state)
        .getSingleResult();
  }
}
