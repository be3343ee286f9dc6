/**
 * The pages and REST of accounts: login, members, one's own account and API tokens.
 *
 * <p>Entry types: {@link io.qalam.account.web.LoginView}, {@link io.qalam.account.web.MembersView},
 * {@link io.qalam.account.web.AccountView}. All of them call {@link
 * io.qalam.account.AccountService} or {@link io.qalam.account.LoginService}. Beside the nine
 * stages.
 */
@NullMarked
package io.qalam.account.web;

import org.jspecify.annotations.NullMarked;
