package io.qalam.evaluation.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** The evaluation reports of the transaction's tenant. */
@ApplicationScoped
public class EvaluationRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(Evaluation row) {
    em.persist(row);
  }

  /** A run's report: development before test, then by task and language. */
  public List<Evaluation> report(UUID runId) {
    return em.createQuery(
            "select e from Evaluation e where e.runId = :run order by e.part, e.task, e.lang",
            Evaluation.class)
        .setParameter("run", runId)
        .getResultList();
  }
}
