package io.qalam.account.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The API tokens of the transaction's tenant. */
@ApplicationScoped
public class ApiTokenRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public Optional<ApiToken> find(UUID id) {
    return Optional.ofNullable(em.find(ApiToken.class, id));
  }

  /** The tokens of an account, newest first, revoked ones too. */
  public List<ApiToken> listOf(UUID accountId) {
    return em.createQuery(
            "select t from ApiToken t where t.accountId = :account order by t.id desc",
            ApiToken.class)
        .setParameter("account", accountId)
        .getResultList();
  }

  public void add(ApiToken token) {
    em.persist(token);
  }
}
