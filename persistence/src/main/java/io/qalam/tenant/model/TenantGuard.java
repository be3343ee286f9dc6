package io.qalam.tenant.model;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Looks at the tenant of every entity that Hibernate reads: should the database's row-level
 * security ever fail, the transaction fails before anybody sees the row.
 *
 * <p>Hibernate finds it by {@code META-INF/services}.
 */
public final class TenantGuard implements Integrator, PostLoadEventListener {

  private static final String TENANT = "tenantId";

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
    factory
        .getServiceRegistry()
        .requireService(EventListenerRegistry.class)
        .appendListeners(EventType.POST_LOAD, this);
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
    // the listeners end with the factory
  }

  /**
   * Compares the row's tenant with the transaction's.
   *
   * @throws IllegalStateException when they differ
   */
  @Override
  public void onPostLoad(PostLoadEvent event) {
    AttributeMapping tenant = event.getPersister().findAttributeMapping(TENANT);
    if (tenant != null
        && !event
            .getSession()
            .getTenantIdentifierValue()
            .equals(tenant.getValue(event.getEntity()))) {
      throw new IllegalStateException(
          "Row-level security let through a "
              + event.getPersister().getEntityName()
              + " of another tenant");
    }
  }
}
