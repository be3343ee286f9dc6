/**
 * Adapters: the promoted one becomes live by one row and one message, the former one stays ready
 * for a rollback, and posts not reviewed yet are predicted anew.
 *
 * <p>Ninth and last of the stages; {@link io.qalam.adapter.AdapterService} is the entry. Before it
 * {@link io.qalam.evaluation}; the circle closes through {@link io.qalam.prediction}.
 */
@NullMarked
package io.qalam.adapter;

import org.jspecify.annotations.NullMarked;
