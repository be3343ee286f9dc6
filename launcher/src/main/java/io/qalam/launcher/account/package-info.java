/**
 * Tenants, accounts and tokens kept from the machine itself, without the server.
 *
 * <p>Entry: {@link io.qalam.launcher.account.Accounts}.
 */
@NullMarked
package io.qalam.launcher.account;

import org.jspecify.annotations.NullMarked;
