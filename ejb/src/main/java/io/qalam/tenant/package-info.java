/**
 * Tenancy at work: who calls, for which tenant, with which role, and how a service is bound to it.
 *
 * <p>Entry types: {@link io.qalam.tenant.Tenanted} on every service, {@link
 * io.qalam.tenant.TenantContext} for the caller, {@link io.qalam.tenant.TenantRunner} for timers
 * and consumers, {@link io.qalam.tenant.Problem} for what goes wrong as expected. Beside the nine
 * stages; every one of them imports it.
 */
@NullMarked
package io.qalam.tenant;

import org.jspecify.annotations.NullMarked;
