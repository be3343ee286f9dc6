/**
 * What predicts now, as stored: one row a project, with the sequence that every worker follows.
 *
 * <p>Ninth and last of the stages; {@link io.qalam.adapter.model.LiveAdapterRow} is the entry.
 * Before it {@link io.qalam.evaluation.model}; the adapters themselves are {@link
 * io.qalam.training.model.Adapter}, since training makes them.
 */
@NullMarked
package io.qalam.adapter.model;

import org.jspecify.annotations.NullMarked;
