package io.qalam.adjudication.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What the quality of summaries is reckoned from, for the transaction's tenant. */
@ApplicationScoped
public class SummaryQualityRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * The summaries in force of all posts that at least two people summed up, post by post; close the
   * stream.
   */
  public Stream<SharedSummary> shared(UUID projectId) {
    return em.createQuery(
            """
            select new io.qalam.adjudication.model.SharedSummary(a.postId, a.summary)
            from Annotation a
            where a.projectId = :project and a.undoneAt is null and a.summary is not null
              and exists (select 1 from Annotation b where b.postId = a.postId
                and b.accountId <> a.accountId and b.undoneAt is null and b.summary is not null)
            order by a.postId, a.id
            """,
            SharedSummary.class)
        .setParameter("project", projectId)
        .setHint("org.hibernate.fetchSize", 2_000)
        .getResultStream();
  }

  /** The ratings in force by model, the newest model first, and by rating. */
  public List<RatingCount> ratings(UUID projectId) {
    return em.createQuery(
            """
            select new io.qalam.adjudication.model.RatingCount(
              p.adapterId, p.baseModel, a.rating, count(a))
            from Annotation a join Prediction p on p.id = a.predictionId
            where a.projectId = :project and a.undoneAt is null and a.rating is not null
            group by p.adapterId, p.baseModel, a.rating
            order by p.adapterId desc nulls last, p.baseModel, a.rating
            """,
            RatingCount.class)
        .setParameter("project", projectId)
        .getResultList();
  }
}
