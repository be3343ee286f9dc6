package io.qalam.account.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The accounts of the transaction's tenant. */
@ApplicationScoped
public class AccountRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public Optional<Account> find(UUID id) {
    return Optional.ofNullable(em.find(Account.class, id));
  }

  public Optional<Account> findByUserName(String userName) {
    return em.createQuery("select a from Account a where a.userName = :userName", Account.class)
        .setParameter("userName", userName)
        .getResultStream()
        .findFirst();
  }

  /** Every account, by user name. */
  public List<Account> list() {
    return em.createQuery("select a from Account a order by a.userName", Account.class)
        .getResultList();
  }

  /**
   * The enabled admins, locked until the transaction ends, so that two of them cannot disable each
   * other at once.
   */
  public List<Account> lockActiveAdmins() {
    return em.createQuery(
            "select a from Account a where a.enabled and a.role = :role order by a.id",
            Account.class)
        .setParameter("role", Role.ADMIN)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  public void add(Account account) {
    em.persist(account);
  }
}
