package io.qalam.tenant;

import io.qalam.account.model.Role;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The caller of the running request, timer or consumer.
 *
 * <p>Set by the authentication of a page or a token, and by {@link TenantRunner}; everything else
 * only reads it. Without a caller every question but {@link #known} is refused.
 */
@RequestScoped
public class TenantContext {

  private @Nullable Caller caller;

  /** The caller, if one is known. */
  public Optional<Caller> known() {
    return Optional.ofNullable(caller);
  }

  /**
   * The caller.
   *
   * @throws Unauthenticated when nobody is known to call
   */
  public Caller caller() {
    return known().orElseThrow(Unauthenticated::new);
  }

  public UUID tenantId() {
    return caller().tenantId();
  }

  public String tenantName() {
    return caller().tenantName();
  }

  /** The account of the person who calls; refused when it is the machine. */
  public UUID accountId() {
    return caller().person();
  }

  public String userName() {
    return caller().userName();
  }

  public Role role() {
    return caller().role();
  }

  /** Makes {@code newCaller} the caller of the rest of this request; null forgets the caller. */
  public void become(@Nullable Caller newCaller) {
    caller = newCaller;
  }
}
