package io.qalam.account;

import io.qalam.account.model.AuditEvent;
import io.qalam.account.model.AuditEventRepository;
import io.qalam.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Remembers who did what, in the transaction of the deed: neither is stored without the other.
 *
 * <p>For changes of accounts, settings, label schemas, schedules, runs and adapters, for editors'
 * decisions, and for imports. Annotations are a record of their own, which {@code io.qalam.audit}
 * shows in the same list.
 */
@ApplicationScoped
public class AuditTrail {

  @Inject private TenantContext context;
  @Inject private AuditEventRepository events;

  /**
   * Adds an event of the running transaction's caller.
   *
   * @param subject what it was done to, e.g. an id or a user name
   */
  public void record(Deed deed, Object subject) {
    record(deed, subject, Map.of());
  }

  /** Adds an event with more detail; never a secret. */
  public void record(Deed deed, Object subject, Map<String, Object> detail) {
    recordOf(context.userName(), deed, subject, detail);
  }

  /**
   * Adds an event of somebody who is not the caller, e.g. of whoever began what a timer ends.
   *
   * @param actor a user name
   */
  public void recordOf(String actor, Deed deed, Object subject, Map<String, Object> detail) {
    events.add(new AuditEvent(actor, deed.code(), subject.toString(), detail));
  }
}
