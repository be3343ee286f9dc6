package io.qalam.training.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The adapters of the transaction's tenant. */
@ApplicationScoped
public class AdapterRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(Adapter adapter) {
    em.persist(adapter);
  }

  public Optional<Adapter> find(UUID id) {
    return Optional.ofNullable(em.find(Adapter.class, id));
  }

  /** The project's adapters, the newest first. */
  public List<Adapter> list(UUID projectId) {
    return em.createQuery(
            "select a from Adapter a where a.projectId = :project order by a.id desc",
            Adapter.class)
        .setParameter("project", projectId)
        .getResultList();
  }

  /** The adapter that predicts for the project; empty when the base model does alone. */
  public Optional<Adapter> live(UUID projectId) {
    return em.createQuery(
            "select a from Adapter a where a.projectId = :project and a.state = :live",
            Adapter.class)
        .setParameter("project", projectId)
        .setParameter("live", AdapterState.LIVE)
        .getResultStream()
        .findFirst();
  }

  /**
   * The best macro-F1 on the development part among the adapters of this label schema that were
   * ever live in the project, as measured when each was made.
   */
  public Optional<Float> bestEverLive(UUID projectId, int schemaVersion) {
    return Optional.ofNullable(
        em.createQuery(
                "select max(a.developmentF1) from Adapter a where a.projectId = :project"
                    + " and a.schemaVersion = :schema and a.promotedAt is not null",
                Float.class)
            .setParameter("project", projectId)
            .setParameter("schema", schemaVersion)
            .getSingleResult());
  }

  /**
   * Writes what was changed so far: the database allows one live adapter a project at any moment,
   * so the former one has to be retired there before the next is made live.
   */
  public void flush() {
    em.flush();
  }
}
