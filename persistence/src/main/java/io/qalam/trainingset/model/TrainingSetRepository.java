package io.qalam.trainingset.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The training sets of the transaction's tenant. */
@ApplicationScoped
public class TrainingSetRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(TrainingSet set) {
    em.persist(set);
  }

  public Optional<TrainingSet> find(UUID id) {
    return Optional.ofNullable(em.find(TrainingSet.class, id));
  }

  /** Every set of the project, the oldest first. */
  public List<TrainingSet> list(UUID projectId) {
    return em.createQuery(
            "select s from TrainingSet s where s.projectId = :project order by s.id",
            TrainingSet.class)
        .setParameter("project", projectId)
        .getResultList();
  }

  /** The project's newest set, if it ever had one. */
  public Optional<TrainingSet> newest(UUID projectId) {
    return em.createQuery(
            "select s from TrainingSet s where s.projectId = :project order by s.id desc",
            TrainingSet.class)
        .setParameter("project", projectId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
