package io.qalam.adjudication.model;

import io.qalam.ingestion.model.Split;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What the quality of labels is reckoned from, for the transaction's tenant. */
@ApplicationScoped
public class QualityRepository {

  private static final String FETCH_SIZE = "org.hibernate.fetchSize";

  /** What was accepted in bulk is the model's label, read by nobody (docs/adr/0017). */
  private static final String LABELS =
      """
      select new io.qalam.adjudication.model.SharedLabel(
        a.postId, a.accountId, a.countedLabel, a.createdAt)
      from Annotation a
      where a.projectId = :project and a.createdAt >= :since
        and a.undoneAt is null and a.countedLabel is not null and a.bulkId is null
      """;

  private static final String SHARED =
      """
       exists (select 1 from Annotation b where b.postId = a.postId
         and b.accountId <> a.accountId and b.undoneAt is null and b.countedLabel is not null
         and b.bulkId is null)
      """;

  /**
   * Further people are asked where the first ones differ alone: their labels would bend agreement.
   */
  private static final String AS_WANTED_BY_ALL =
      " and not exists (select 1 from ReviewTask t where t.id = a.taskId and t.extra = true)";

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * The labels in force of all posts that at least two people labelled, post by post; those given
   * before {@code since} are left out.
   *
   * <p>Read as a stream, because a project may have millions; close it.
   */
  public Stream<SharedLabel> sharedLabels(UUID projectId, Instant since, PostSample sample) {
    return labels(
        LABELS + sample.and("a.postId") + " and" + SHARED + AS_WANTED_BY_ALL, projectId, since);
  }

  /**
   * The labels in force of all posts that teach something of their annotators, because several
   * people labelled them or an editor decided them; post by post. Close the stream.
   */
  public Stream<SharedLabel> teachingLabels(UUID projectId) {
    return labels(
        LABELS
            + " and ("
            + SHARED
            + " or exists (select 1 from Adjudication d where d.postId = a.postId"
            + " and d.undoneAt is null and d.countedLabel is not null))",
        projectId,
        Instant.EPOCH);
  }

  private Stream<SharedLabel> labels(String query, UUID projectId, Instant since) {
    return em.createQuery(query + " order by a.postId", SharedLabel.class)
        .setParameter("project", projectId)
        .setParameter("since", since)
        .setHint(FETCH_SIZE, 2_000)
        .getResultStream();
  }

  /** How many people have a label in force in the project. */
  public long annotators(UUID projectId) {
    return em.createQuery(
            "select count(distinct a.accountId) from Annotation a where a.projectId = :project"
                + " and a.undoneAt is null and a.countedLabel is not null",
            Long.class)
        .setParameter("project", projectId)
        .getSingleResult();
  }

  /** The editors' decisions in force, by post; close the stream. */
  public Stream<Object[]> gold(UUID projectId) {
    return em.createQuery(
            "select d.postId, d.countedLabel from Adjudication d where d.projectId = :project"
                + " and d.undoneAt is null and d.countedLabel is not null",
            Object[].class)
        .setParameter("project", projectId)
        .setHint(FETCH_SIZE, 2_000)
        .getResultStream();
  }

  /**
   * How often each person accepted the prediction on the screen, of training posts that came at
   * random.
   *
   * <p>The strategy's own arm is left out: it shows the posts that the model is least sure of,
   * where there is less to accept.
   */
  public List<AcceptanceCount> accepted(UUID projectId, Instant since, PostSample sample) {
    return em.createQuery(
            """
            select new io.qalam.adjudication.model.AcceptanceCount(a.accountId,
              sum(case when a.label = a.shownLabel then 1L else 0L end), count(a))
            from Annotation a
            where a.projectId = :project and a.createdAt >= :since
              and a.undoneAt is null and a.label is not null
              and a.blind = false and a.arm = io.qalam.queue.model.Arm.RANDOM %s
              and not exists (select 1 from ReviewTask t where t.id = a.taskId and t.extra = true)
            group by a.accountId
            """
                .formatted(sample.and("a.postId")),
            AcceptanceCount.class)
        .setParameter("project", projectId)
        .setParameter("since", since)
        .getResultList();
  }

  /**
   * How often each person chose the predicted label without seeing it: the prediction that was the
   * post's newest at that moment.
   */
  public List<AcceptanceCount> sameWhenBlind(UUID projectId, Instant since, PostSample sample) {
    return em.createQuery(
            """
            select new io.qalam.adjudication.model.AcceptanceCount(a.accountId,
              sum(case when a.label = p.label then 1L else 0L end), count(a))
            from Annotation a, Prediction p
            where a.projectId = :project and a.createdAt >= :since
              and a.undoneAt is null and a.label is not null
              and a.blind = true and a.arm <> io.qalam.queue.model.Arm.STRATEGY %s
              and not exists (select 1 from ReviewTask t where t.id = a.taskId and t.extra = true)
              and p.postId = a.postId and p.schemaVersion = a.schemaVersion
              and p.createdAt = (select max(q.createdAt) from Prediction q
                where q.postId = a.postId and q.createdAt <= a.createdAt)
            group by a.accountId
            """
                .formatted(sample.and("a.postId")),
            AcceptanceCount.class)
        .setParameter("project", projectId)
        .setParameter("since", since)
        .getResultList();
  }

  /**
   * Posts settled by annotators, each with its predictions out of sample, the newest post first and
   * its newest prediction first: the first one of a post counts.
   *
   * <p>A prediction is out of sample where what predicted cannot have learned from the post: the
   * post is of the development or test part; or the base model alone answered; or the prediction
   * was stored before anybody, annotator or editor, had given the post a label, and none came with
   * its import.
   */
  public Stream<ScoredPost> outOfSample(
      UUID projectId, Collection<Integer> schemaVersions, int most) {
    return em.createQuery(
            """
            select s.id, s.finalLabel, p.probabilities, s.split from Post s, Prediction p
            where s.projectId = :project and s.state = io.qalam.ingestion.model.PostState.LABELLED
              and s.finalLabel is not null
              and not exists (select 1 from Annotation b
                where b.postId = s.id and b.bulkId is not null
                  and b.undoneAt is null and b.supersededAt is null)
              and p.postId = s.id and p.schemaVersion in :versions
              and (s.split in (io.qalam.ingestion.model.Split.DEVELOPMENT,
                  io.qalam.ingestion.model.Split.TEST) or p.adapterId is null
                or (s.goldLabel is null
                  and not exists (select 1 from Annotation a
                    where a.postId = s.id and a.createdAt <= p.createdAt)
                  and not exists (select 1 from Adjudication d
                    where d.postId = s.id and d.createdAt <= p.createdAt)))
            order by s.id desc, p.id desc
            """,
            Object[].class)
        .setParameter("project", projectId)
        .setParameter("versions", schemaVersions)
        .setMaxResults(most)
        .setHint(FETCH_SIZE, 2_000)
        .getResultStream()
        .map(QualityRepository::scored);
  }

  /** How many posts annotators settled on one of these labels. */
  public long settled(UUID projectId, Collection<String> labels) {
    return em.createQuery(
            "select count(s) from Post s where s.projectId = :project"
                + " and s.state = io.qalam.ingestion.model.PostState.LABELLED"
                + " and s.finalLabel in :labels",
            Long.class)
        .setParameter("project", projectId)
        .setParameter("labels", labels)
        .getSingleResult();
  }

  @SuppressWarnings("unchecked")
  private static ScoredPost scored(Object[] row) {
    return new ScoredPost(
        (UUID) row[0], (String) row[1], (Map<String, Double>) row[2], ((Split) row[3]).heldOut());
  }
}
