/**
 * Queries over what all stages stored: nothing is written here.
 *
 * <p>Entry type: {@link io.qalam.overview.model.OverviewRepository}. It may use every stage, and
 * none uses it.
 */
@NullMarked
package io.qalam.overview.model;

import org.jspecify.annotations.NullMarked;
