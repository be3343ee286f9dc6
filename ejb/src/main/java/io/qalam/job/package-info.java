/**
 * Work that outlives a server, whatever it is: imports and exports.
 *
 * <p>A job is a row and a file. A node takes it under a lease and says how far it is with each
 * step; a timer finds what nobody works on. Entry type: {@link io.qalam.job.JobWork}. It stands
 * beside the stages, and is open to all of them.
 */
@NullMarked
package io.qalam.job;

import org.jspecify.annotations.NullMarked;
