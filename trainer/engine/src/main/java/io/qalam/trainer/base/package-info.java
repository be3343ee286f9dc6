/**
 * How the small base model is made from texts alone, and what it is worth.
 *
 * <p>Entry types: {@link io.qalam.trainer.base.BaseMaking} makes one, {@link
 * io.qalam.trainer.base.TransferTable} measures what a base learns from a thousand rows of a task
 * that its own tuning left out. Stands on {@code corpus}, {@code fit} and {@code serve}.
 */
@NullMarked
package io.qalam.trainer.base;

import org.jspecify.annotations.NullMarked;
