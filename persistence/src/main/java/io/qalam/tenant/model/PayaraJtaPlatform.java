package io.qalam.tenant.model;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;

/** Where Hibernate finds Payara's transactions; its own list of servers does not know Payara 6. */
public final class PayaraJtaPlatform extends AbstractJtaPlatform {

  private static final long serialVersionUID = 1L;

  @Override
  protected TransactionManager locateTransactionManager() {
    return (TransactionManager) jndiService().locate("java:appserver/TransactionManager");
  }

  @Override
  protected UserTransaction locateUserTransaction() {
    return (UserTransaction) jndiService().locate("java:comp/UserTransaction");
  }
}
