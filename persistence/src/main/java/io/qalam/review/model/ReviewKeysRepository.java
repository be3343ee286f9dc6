package io.qalam.review.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** The keys that accounts of the transaction's tenant chose. */
@ApplicationScoped
public class ReviewKeysRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(ReviewKeys keys) {
    em.persist(keys);
  }

  public Optional<ReviewKeys> of(UUID accountId) {
    return em.createQuery("select k from ReviewKeys k where k.id = :account", ReviewKeys.class)
        .setParameter("account", accountId)
        .getResultStream()
        .findFirst();
  }
}
