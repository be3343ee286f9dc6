package io.qalam.tenant;

import io.qalam.account.model.Role;
import io.qalam.tenant.model.TenantRepository;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;

/**
 * Runs around every call of a {@link Tenanted} service, inside its transaction: checks the caller's
 * role, then binds the transaction to the caller's tenant.
 */
@Tenanted
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class TenantInterceptor {

  private final TenantContext context;
  private final TenantRepository tenants;

  @Inject
  public TenantInterceptor(TenantContext context, TenantRepository tenants) {
    this.context = context;
    this.tenants = tenants;
  }

  /**
   * Lets the call through for a caller who may make it.
   *
   * @throws Unauthenticated when nobody is known to call
   * @throws Forbidden when the caller's role is too small
   */
  @AroundInvoke
  public Object callInTenant(InvocationContext call) throws Exception {
    Caller caller = context.caller();
    Role needed = neededRole(call.getMethod());
    if (!caller.may(needed)) {
      throw Forbidden.needs(needed);
    }
    tenants.bind(caller.tenantId());
    return call.proceed();
  }

  private static Role neededRole(Method method) {
    NeedsRole own = method.getAnnotation(NeedsRole.class);
    NeedsRole needs = own != null ? own : method.getDeclaringClass().getAnnotation(NeedsRole.class);
    if (needs == null) {
      throw new IllegalStateException(method + " does not say which role it needs: add @NeedsRole");
    }
    return needs.value();
  }
}
