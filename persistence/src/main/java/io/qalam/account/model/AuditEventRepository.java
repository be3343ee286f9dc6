package io.qalam.account.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** The audit trail of the transaction's tenant. */
@ApplicationScoped
public class AuditEventRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(AuditEvent event) {
    em.persist(event);
  }

  /** The newest events first, at most {@code limit}. */
  public List<AuditEvent> newest(int limit) {
    return em.createQuery("select e from AuditEvent e order by e.id desc", AuditEvent.class)
        .setMaxResults(limit)
        .getResultList();
  }
}
