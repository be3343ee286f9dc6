package io.qalam.trainingset.model;

import io.qalam.ingestion.model.PostState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The labels of the transaction's tenant, as a training set looks at them: read alone. */
@ApplicationScoped
public class LabelRepository {

  /** Before every id; pages begin after it. */
  public static final UUID FIRST = new UUID(0, 0);

  private static final Set<PostState> SETTLED =
      EnumSet.of(PostState.LABELLED, PostState.ADJUDICATED);

  /** Posts on which nobody has said anything that forbids to use the imported label. */
  private static final Set<PostState> UNTOUCHED =
      EnumSet.of(PostState.NEW, PostState.PREDICTED, PostState.SKIPPED);

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * The next posts, in the order of their ids, that people settled or that carry an imported label
   * nobody contradicted; none that is in no split.
   */
  public List<SettledPost> settled(UUID projectId, UUID after, int limit) {
    return em.createQuery(
            "select new io.qalam.trainingset.model.SettledPost("
                + "p.id, p.text, p.secondText, p.lang, p.split, p.state, p.finalLabel, p.goldLabel)"
                + " from Post p where p.projectId = :project and p.id > :after"
                + " and p.split <> io.qalam.ingestion.model.Split.APART and (p.state in"
                + " :settled or (p.goldLabel is not null and p.state in :untouched))"
                + " order by p.id",
            SettledPost.class)
        .setParameter("project", projectId)
        .setParameter("after", after)
        .setParameter("settled", SETTLED)
        .setParameter("untouched", UNTOUCHED)
        .setMaxResults(limit)
        .getResultList();
  }

  /** The labels in force that people gave these posts, oldest first. */
  public List<GivenLabel> given(Collection<UUID> posts) {
    if (posts.isEmpty()) {
      return List.of();
    }
    TypedQuery<GivenLabel> annotations =
        em.createQuery(
            "select new io.qalam.trainingset.model.GivenLabel("
                + "a.postId, a.decision, a.countedLabel, a.createdAt, a.arm, a.bulkId)"
                + " from Annotation a"
                + " where a.postId in :posts and a.undoneAt is null and a.countedLabel is not null"
                + " order by a.id",
            GivenLabel.class);
    TypedQuery<GivenLabel> adjudications =
        em.createQuery(
            "select new io.qalam.trainingset.model.GivenLabel("
                + "d.postId, d.countedLabel, d.createdAt) from Adjudication d"
                + " where d.postId in :posts and d.undoneAt is null and d.countedLabel is not null",
            GivenLabel.class);
    return Stream.concat(
            annotations.setParameter("posts", posts).getResultStream(),
            adjudications.setParameter("posts", posts).getResultStream())
        .toList();
  }

  /**
   * How many posts there are of each part and label that could count.
   *
   * @param labels that are asked for; null for all there are, of which there may be many where a
   *     post has several
   */
  public List<LabelCount> counts(
      UUID projectId, @Nullable Collection<String> labels, boolean gold) {
    Stream<LabelCount> byPeople = counts("finalLabel", projectId, labels, SETTLED);
    return gold
        ? Stream.concat(byPeople, counts("goldLabel", projectId, labels, UNTOUCHED)).toList()
        : byPeople.toList();
  }

  private Stream<LabelCount> counts(
      String label, UUID projectId, @Nullable Collection<String> labels, Set<PostState> states) {
    TypedQuery<LabelCount> query =
        em.createQuery(
                "select new io.qalam.trainingset.model.LabelCount(p.split, p.%1$s, count(p))"
                        .formatted(label)
                    + " from Post p where p.projectId = :project and p.state in :states and "
                    + among("p." + label, labels)
                    + " group by p.split, p."
                    + label,
                LabelCount.class)
            .setParameter("project", projectId)
            .setParameter("states", states);
    return among(query, labels).getResultStream();
  }

  private static String among(String label, @Nullable Collection<String> labels) {
    return label + (labels == null ? " is not null" : " in :labels");
  }

  private static <T> TypedQuery<T> among(TypedQuery<T> query, @Nullable Collection<String> labels) {
    return labels == null ? query : query.setParameter("labels", labels);
  }

  /**
   * How many posts, of any part, people settled after that moment.
   *
   * @param labels as {@link #counts} takes them
   * @param since null counts all of them
   */
  public long settledSince(
      UUID projectId, @Nullable Collection<String> labels, @Nullable Instant since) {
    Instant after = since == null ? Instant.EPOCH : since;
    return countSince("Annotation", PostState.LABELLED, projectId, labels, after)
        + countSince("Adjudication", PostState.ADJUDICATED, projectId, labels, after);
  }

  private long countSince(
      String voice,
      PostState state,
      UUID projectId,
      @Nullable Collection<String> labels,
      Instant after) {
    TypedQuery<Long> query =
        em.createQuery(
                "select count(distinct p.id) from "
                    + voice
                    + " v, Post p where v.projectId = :project and v.createdAt > :after"
                    + " and v.undoneAt is null and p.id = v.postId and p.state = :state and "
                    + among("v.countedLabel", labels)
                    + " and "
                    + among("p.finalLabel", labels),
                Long.class)
            .setParameter("project", projectId)
            .setParameter("after", after)
            .setParameter("state", state);
    return among(query, labels).getSingleResult();
  }
}
