/**
 * Adjudication over REST and in the page: disputes, decisions, agreement.
 *
 * <p>Fifth of the nine stages. Before it {@link io.qalam.review.web}, after it the training pages.
 */
@NullMarked
package io.qalam.adjudication.web;

import org.jspecify.annotations.NullMarked;
