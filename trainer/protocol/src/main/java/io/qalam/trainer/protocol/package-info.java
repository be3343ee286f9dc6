/**
 * The messages between server and workers: records without behaviour beyond their own validation,
 * and what both must reckon alike: ROUGE-2 and the words it counts.
 *
 * <p>Every record travels as JSON whose fields carry the components' names; {@code
 * docs/CONTRACTS.md} names topic, key and consumer group of each. A reader ignores fields it does
 * not know, so that server and worker may differ by a version.
 */
@NullMarked
package io.qalam.trainer.protocol;

import org.jspecify.annotations.NullMarked;
