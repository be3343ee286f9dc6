package io.qalam.outbox.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds messages to the outbox, in the running transaction. */
@ApplicationScoped
public class OutboxRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * Adds a message.
   *
   * <p>By an insert statement, since an entity with a generated id would read the id back, which
   * the application's role may not.
   *
   * @param payload JSON; null is a tombstone
   */
  public void add(UUID tenantId, String topic, String key, @Nullable String payload) {
    em.createQuery(
            "insert into OutboxMessage (tenantId, topic, key, payload, createdAt)"
                + " values (:tenant, :topic, :key, :payload, :now)")
        .setParameter("tenant", tenantId)
        .setParameter("topic", topic)
        .setParameter("key", key)
        .setParameter("payload", payload)
        .setParameter("now", Instant.now())
        .executeUpdate();
  }
}
