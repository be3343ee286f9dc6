package io.qalam.labelschema.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What each label of a project of the transaction's tenant is in use for. */
@ApplicationScoped
public class LabelUseRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /** Posts by the label that counts. */
  public Map<String, Long> posts(UUID projectId) {
    return count("p.finalLabel", "Post p where p.projectId = :project", projectId);
  }

  /** Annotators' answers in force, by what they count as. */
  public Map<String, Long> annotations(UUID projectId) {
    return count(
        "a.countedLabel",
        "Annotation a where a.projectId = :project and a.undoneAt is null",
        projectId);
  }

  /** Editors' decisions in force, by what they count as. */
  public Map<String, Long> decisions(UUID projectId) {
    return count(
        "d.countedLabel",
        "Adjudication d where d.projectId = :project and d.undoneAt is null",
        projectId);
  }

  /** Labels that came with the import. */
  public Map<String, Long> gold(UUID projectId) {
    return count("p.goldLabel", "Post p where p.projectId = :project", projectId);
  }

  /** Posts that an admin marked, by the answer they ask for. */
  public Map<String, Long> checks(UUID projectId) {
    return count("c.expected", "AttentionCheck c where c.projectId = :project", projectId);
  }

  /** How many labelled posts of the project have fewer labels in force than that, up to a most. */
  public int labelledByFewer(UUID projectId, int labels, int most) {
    return em.createQuery(
            """
            select p.id from Post p
            where p.projectId = :project and p.state = io.qalam.ingestion.model.PostState.LABELLED
              and :labels > (select count(a) from Annotation a
                where a.postId = p.id and a.undoneAt is null and a.supersededAt is null
                  and a.decision in (io.qalam.review.model.Decision.ACCEPTED,
                    io.qalam.review.model.Decision.CORRECTED,
                    io.qalam.review.model.Decision.LABELLED))
            """,
            UUID.class)
        .setParameter("project", projectId)
        .setParameter("labels", (long) labels)
        .setMaxResults(most)
        .getResultList()
        .size();
  }

  private Map<String, Long> count(String label, String from, UUID projectId) {
    return em.createQuery(
            "select %1$s, count(*) from %2$s and %1$s is not null group by %1$s"
                .formatted(label, from),
            Object[].class)
        .setParameter("project", projectId)
        .getResultStream()
        .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
  }

  /** Whether labels are still being carried over to the newest version of the label schema. */
  public boolean isCarrying(UUID projectId) {
    return !em.createQuery(
            "select w.done from QueueWalk w where w.id = :project"
                + " and w.carrying = true and w.endedAt is null",
            Long.class)
        .setParameter("project", projectId)
        .getResultList()
        .isEmpty();
  }
}
