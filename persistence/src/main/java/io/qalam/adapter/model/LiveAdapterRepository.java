package io.qalam.adapter.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What predicts for each project of the transaction's tenant. */
@ApplicationScoped
public class LiveAdapterRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(LiveAdapterRow row) {
    em.persist(row);
  }

  public Optional<LiveAdapterRow> find(UUID projectId) {
    return Optional.ofNullable(em.find(LiveAdapterRow.class, projectId));
  }

  /** The project's row, locked until the transaction ends: one change after the other. */
  public Optional<LiveAdapterRow> lock(UUID projectId) {
    return Optional.ofNullable(
        em.find(LiveAdapterRow.class, projectId, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Every project's row. */
  public List<LiveAdapterRow> list() {
    return em.createQuery("select l from LiveAdapterRow l order by l.id", LiveAdapterRow.class)
        .getResultList();
  }
}
