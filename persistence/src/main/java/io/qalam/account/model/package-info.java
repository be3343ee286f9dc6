/**
 * Accounts as stored: who may log in, with which password hash and which role.
 *
 * <p>Beside the nine stages; every one of them may use it. {@link
 * io.qalam.account.model.PasswordHash} also serves the launcher.
 */
@NullMarked
package io.qalam.account.model;

import org.jspecify.annotations.NullMarked;
