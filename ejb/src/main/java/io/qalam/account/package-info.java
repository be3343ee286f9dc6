/**
 * Accounts at work: logging in, keeping members and API tokens, and the audit trail.
 *
 * <p>Entry types: {@link io.qalam.account.LoginService} before a caller is known, {@link
 * io.qalam.account.AccountService} afterwards, {@link io.qalam.account.AuditTrail} for every stage
 * that changes something worth remembering. Beside the nine stages; every one of them may import
 * it.
 */
@NullMarked
package io.qalam.account;

import org.jspecify.annotations.NullMarked;
