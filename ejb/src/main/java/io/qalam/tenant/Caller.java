package io.qalam.tenant;

import io.qalam.account.model.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a piece of work is done for: a person of a tenant, or the machine itself inside a tenant.
 *
 * @param accountId null for a timer or a consumer
 * @param userName the user's name, {@code timer} or {@code machine}
 * @param locale the language of the caller's pages: ar, hi or en
 */
public record Caller(
    UUID tenantId,
    String tenantName,
    @Nullable UUID accountId,
    String userName,
    Role role,
    String locale) {

  /** The machine at work for a tenant, with every right there. */
  public static Caller machine(UUID tenantId, String tenantName, String actor) {
    return new Caller(tenantId, tenantName, null, actor, Role.ADMIN, "en");
  }

  /** Whether the caller may do what {@code needed} allows. */
  public boolean may(Role needed) {
    return role.includes(needed);
  }

  /**
   * The account of a person.
   *
   * @throws Forbidden when the machine calls what only a person can do
   */
  public UUID person() {
    if (accountId == null) {
      throw new Forbidden(TenantWording.PERSON_ONLY);
    }
    return accountId;
  }
}
