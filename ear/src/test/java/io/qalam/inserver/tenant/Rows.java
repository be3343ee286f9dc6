package io.qalam.inserver.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import java.lang.reflect.Field;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.TenantId;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Every entity's rows, as whoever the transaction belongs to sees them. */
@ApplicationScoped
public class Rows {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /** The entities that carry a tenant. */
  public List<Class<?>> tenantEntities() {
    return em.getMetamodel().getEntities().stream()
        .filter(type -> type.getAttributes().stream().anyMatch(Rows::isTenant))
        .map(EntityType::getJavaType)
        .collect(Collectors.toList());
  }

  private static boolean isTenant(Attribute<?, ?> attribute) {
    return attribute.getJavaMember() instanceof Field field
        && field.isAnnotationPresent(TenantId.class);
  }

  public List<Object> ids(Class<?> type) {
    return em
        .createQuery("select e from " + type.getSimpleName() + " e", type)
        .getResultList()
        .stream()
        .map(em.getEntityManagerFactory().getPersistenceUnitUtil()::getIdentifier)
        .toList();
  }

  /** Whether the session adds a condition of its own to queries. */
  public boolean hasFilters() {
    return em.unwrap(SharedSessionContractImplementor.class)
        .getLoadQueryInfluencers()
        .hasEnabledFilters();
  }

  /** As if row-level security had failed: the database takes the transaction for another's. */
  public void showRowsOf(UUID tenantId) {
    em.createNativeQuery("select set_config('app.tenant', :tenant, true)", String.class)
        .setParameter("tenant", tenantId.toString())
        .getSingleResult();
  }

  public boolean finds(Class<?> type, Object id) {
    return em.find(type, id) != null;
  }

  public void persist(Object entity) {
    em.persist(entity);
    em.flush();
  }
}
