/**
 * Annotations as stored: every answer a person ever gave, with what was shown to them.
 *
 * <p>Fourth of the nine stages; {@link io.qalam.review.model.Annotation} is the entry. Before it
 * {@link io.qalam.queue.model}, after it {@link io.qalam.adjudication.model}.
 */
@NullMarked
package io.qalam.review.model;

import org.jspecify.annotations.NullMarked;
