/**
 * Tenancy as stored: the tenants themselves, the base of every tenant's row, and the binding of a
 * transaction to one tenant.
 *
 * <p>Entry types: {@link io.qalam.tenant.model.TenantEntity} for an entity, {@link
 * io.qalam.tenant.model.TenantRepository#bind} for a transaction. Beside the nine stages; every one
 * of them imports it, it imports none.
 */
@NullMarked
package io.qalam.tenant.model;

import org.jspecify.annotations.NullMarked;
