/**
 * Schedules and training runs of a project over REST.
 *
 * <p>Seventh of the nine stages; {@link io.qalam.training.web.ProjectRunsResource} starts runs. A
 * single run with its report, and the page, are in {@link io.qalam.adapter.web}, since they show
 * what later stages made of it.
 */
@NullMarked
package io.qalam.training.web;

import org.jspecify.annotations.NullMarked;
