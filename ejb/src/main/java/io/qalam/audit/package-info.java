/**
 * Who did what and when, for admins: the audit trail and the annotations as one list, searched and
 * exported.
 *
 * <p>It only reads; {@link io.qalam.account.AuditTrail} writes. Entry type: {@link
 * io.qalam.audit.AuditService}. It may use every stage, and none uses it. Why labels are shown from
 * their own rows is in docs/adr/0031-audit-by-union.md.
 */
@NullMarked
package io.qalam.audit;

import org.jspecify.annotations.NullMarked;
