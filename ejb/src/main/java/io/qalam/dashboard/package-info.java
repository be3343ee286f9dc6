/**
 * How a project goes, at a glance, for editors and admins: work done, its pace and quality, and
 * what the adapters learned from it.
 *
 * <p>It only reads. Entry type: {@link io.qalam.dashboard.DashboardService}. It may use every
 * stage, and none uses it.
 */
@NullMarked
package io.qalam.dashboard;

import org.jspecify.annotations.NullMarked;
