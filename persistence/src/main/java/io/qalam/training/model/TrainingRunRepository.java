package io.qalam.training.model;

import io.qalam.trainingset.model.TrainingSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The training runs of the transaction's tenant, with their losses. */
@ApplicationScoped
public class TrainingRunRepository {

  private static final Set<RunState> ACTIVE =
      EnumSet.of(RunState.QUEUED, RunState.RUNNING, RunState.EVALUATING);

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * Stores a new run at once, so that a second active one of the project is refused here by the
   * database and not at the commit.
   */
  public void add(TrainingRun run) {
    em.persist(run);
    em.flush();
  }

  public Optional<TrainingRun> find(UUID id) {
    return Optional.ofNullable(em.find(TrainingRun.class, id));
  }

  /** The run, locked until the transaction ends: its changes come one after the other. */
  public Optional<TrainingRun> lock(UUID id) {
    return Optional.ofNullable(em.find(TrainingRun.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** The project's run of an adapter that a worker is, or should be, at work on. */
  public Optional<TrainingRun> active(UUID projectId) {
    return active(projectId, RunKind.ADAPTER);
  }

  /** The project's run of that kind that a worker is, or should be, at work on. */
  public Optional<TrainingRun> active(UUID projectId, RunKind kind) {
    return em.createQuery(
            "select r from TrainingRun r where r.projectId = :project and r.kind = :kind"
                + " and r.state in :active",
            TrainingRun.class)
        .setParameter("project", projectId)
        .setParameter("kind", kind)
        .setParameter("active", ACTIVE)
        .getResultStream()
        .findFirst();
  }

  /** The one of an adapter, locked until the transaction ends. */
  public Optional<TrainingRun> lockActive(UUID projectId) {
    return em.createQuery(
            "select r from TrainingRun r where r.projectId = :project and r.kind = :kind"
                + " and r.state in :active",
            TrainingRun.class)
        .setParameter("project", projectId)
        .setParameter("kind", RunKind.ADAPTER)
        .setParameter("active", ACTIVE)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /** The project of a run, which is to be locked before the run itself is. */
  public Optional<UUID> projectOf(UUID runId) {
    return em.createQuery("select r.projectId from TrainingRun r where r.id = :run", UUID.class)
        .setParameter("run", runId)
        .getResultStream()
        .findFirst();
  }

  /** The project's newest runs of adapters first, at most {@code limit}. */
  public List<TrainingRun> list(UUID projectId, int limit) {
    return em.createQuery(
            "select r from TrainingRun r where r.projectId = :project and r.kind = :kind"
                + " order by r.id desc",
            TrainingRun.class)
        .setParameter("project", projectId)
        .setParameter("kind", RunKind.ADAPTER)
        .setMaxResults(limit)
        .getResultList();
  }

  /** The newest training set of the project's runs of adapters, however they ended. */
  public Optional<TrainingSet> newestSet(UUID projectId) {
    return em.createQuery(
            "select s from TrainingSet s, TrainingRun r where r.projectId = :project"
                + " and r.kind = :kind and r.trainingSetId = s.id order by s.id desc",
            TrainingSet.class)
        .setParameter("project", projectId)
        .setParameter("kind", RunKind.ADAPTER)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The newest training set that a run of an adapter was not ended early on. */
  public Optional<TrainingSet> newestLearnedSet(UUID projectId) {
    return em.createQuery(
            "select s from TrainingSet s, TrainingRun r where r.projectId = :project"
                + " and r.kind = :kind and r.trainingSetId = s.id and r.state not in :lost"
                + " order by s.id desc",
            TrainingSet.class)
        .setParameter("project", projectId)
        .setParameter("kind", RunKind.ADAPTER)
        .setParameter("lost", EnumSet.of(RunState.FAILED, RunState.CANCELLED))
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Stores losses; a step told before takes the newer value. */
  public void store(List<TrainingLoss> losses) {
    for (TrainingLoss loss : losses) {
      TrainingLoss known = em.find(TrainingLoss.class, loss.key());
      if (known == null) {
        em.persist(loss);
      } else {
        known.replaceBy(loss);
      }
    }
  }

  /** The run's losses by step, without those that a resumed attempt has not reached again. */
  public List<TrainingLoss> losses(TrainingRun run) {
    return em.createQuery(
            "select l from TrainingLoss l where l.runId = :run and l.step <= :step order by l.step",
            TrainingLoss.class)
        .setParameter("run", run.getId())
        .setParameter("step", run.getStep())
        .getResultList();
  }
}
