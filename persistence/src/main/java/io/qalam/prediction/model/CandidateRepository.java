package io.qalam.prediction.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** What the models of the transaction's tenant were trained to choose between: read alone. */
@ApplicationScoped
public class CandidateRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * The label sets that an adapter or a yardstick was trained to choose between; none where it is
   * of no run, or chooses between single labels.
   */
  @SuppressWarnings("unchecked")
  public List<String> of(UUID modelId) {
    return em.createQuery(
            """
            select s.id, s.candidates from TrainingSet s, TrainingRun r
            where s.id = r.trainingSetId and s.candidates is not null
              and (r.id in (select a.runId from Adapter a where a.id = :model)
                or r.id in (select y.runId from StoredYardstick y where y.id = :model))
            """,
            Object[].class)
        .setParameter("model", modelId)
        .getResultStream()
        .map(row -> (List<String>) row[1])
        .findFirst()
        .orElse(List.of());
  }
}
