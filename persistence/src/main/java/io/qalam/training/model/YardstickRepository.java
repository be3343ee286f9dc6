package io.qalam.training.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** The yardsticks of the transaction's tenant. */
@ApplicationScoped
public class YardstickRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(StoredYardstick yardstick) {
    em.persist(yardstick);
  }

  public Optional<StoredYardstick> find(UUID id) {
    return Optional.ofNullable(em.find(StoredYardstick.class, id));
  }

  /** The project's newest one that was trained for this label schema. */
  public Optional<StoredYardstick> newest(UUID projectId, int schemaVersion) {
    return em.createQuery(
            "select y from StoredYardstick y where y.projectId = :project"
                + " and y.schemaVersion = :schema order by y.id desc",
            StoredYardstick.class)
        .setParameter("project", projectId)
        .setParameter("schema", schemaVersion)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
