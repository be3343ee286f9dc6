/**
 * The frame of the pages and of REST: authentication, security headers, errors, the template.
 *
 * <p>Entry types: {@link io.qalam.tenant.web.AuthenticationFilter} for every request, {@link
 * io.qalam.tenant.web.RestApplication} for {@code /api/v1}, {@link io.qalam.tenant.web.Frame} for
 * the pages' template. Beside the nine stages' pages, which all stand in this frame.
 */
@NullMarked
package io.qalam.tenant.web;

import org.jspecify.annotations.NullMarked;
