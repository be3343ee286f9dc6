package io.qalam.tenant.model;

/**
 * Thrown where a tenant's rows are asked for and no tenant is bound to the transaction: always a
 * fault of the program, never of its user.
 */
public class NoTenantException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public NoTenantException() {
    super("No tenant is bound to this transaction: call through a @Tenanted service");
  }
}
