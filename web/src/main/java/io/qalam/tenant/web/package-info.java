/**
 * The frame of the pages and of REST: authentication, security headers, errors, the template.
 *
 * <p>Entry type: {@link io.qalam.tenant.web.RestApplication} for {@code /api/v1}. Beside the nine
 * stages' pages, which all stand in this frame.
 */
@NullMarked
package io.qalam.tenant.web;

import org.jspecify.annotations.NullMarked;
