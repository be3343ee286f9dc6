package io.qalam.training.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** The training schedules of the transaction's tenant, one a project. */
@ApplicationScoped
public class TrainingScheduleRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(TrainingSchedule schedule) {
    em.persist(schedule);
  }

  public Optional<TrainingSchedule> find(UUID projectId) {
    return Optional.ofNullable(em.find(TrainingSchedule.class, projectId));
  }

  /** The schedule, locked until the transaction ends, so that it fires once. */
  public Optional<TrainingSchedule> lock(UUID projectId) {
    return Optional.ofNullable(
        em.find(TrainingSchedule.class, projectId, LockModeType.PESSIMISTIC_WRITE));
  }
}
