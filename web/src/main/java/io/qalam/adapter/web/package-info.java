/**
 * The training page, and over REST a single run with its report, the adapters and what is live.
 *
 * <p>Ninth and last of the stages; {@link io.qalam.adapter.web.TrainingView} is the page.
 */
@NullMarked
package io.qalam.adapter.web;

import org.jspecify.annotations.NullMarked;
