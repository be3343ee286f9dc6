/**
 * What a user would pick instead of a language model: TF-IDF and a class-balanced logistic
 * regression, trained in seconds on the same rows.
 *
 * <p>Entry type: {@link io.qalam.trainer.yardstick.Yardstick}. It stands beside base and adapter in
 * every report, whichever is better.
 */
@NullMarked
package io.qalam.trainer.yardstick;

import org.jspecify.annotations.NullMarked;
