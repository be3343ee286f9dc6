/**
 * What every job that outlives a server has in its row: who began it, who holds it, how it ended.
 *
 * <p>Entry type: {@link io.qalam.job.model.Job}.
 */
@NullMarked
package io.qalam.job.model;

import org.jspecify.annotations.NullMarked;
