/**
 * Who did what and when, as a page and over REST, for admins.
 *
 * <p>Entry types: {@link io.qalam.audit.web.AuditView} and {@link
 * io.qalam.audit.web.AuditResource}.
 */
@NullMarked
package io.qalam.audit.web;

import org.jspecify.annotations.NullMarked;
