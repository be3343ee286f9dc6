/**
 * How a project goes, as a page of charts, for editors and admins.
 *
 * <p>Entry type: {@link io.qalam.dashboard.web.DashboardView}.
 */
@NullMarked
package io.qalam.dashboard.web;

import org.jspecify.annotations.NullMarked;
