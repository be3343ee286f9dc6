/**
 * Sums over what all stages stored, by day and by adapter: nothing is written here.
 *
 * <p>Entry type: {@link io.qalam.dashboard.model.DashboardRepository}. It may use every stage, and
 * none uses it.
 */
@NullMarked
package io.qalam.dashboard.model;

import org.jspecify.annotations.NullMarked;
