/**
 * What a model wrote, read as an answer: which label it stands for, or of which kind it is where it
 * stands for none.
 *
 * <p>Entry type: {@link io.qalam.trainer.answer.AnswerReader}. The steps are those of the LlamaLens
 * paper's evaluation, each a function of its own in {@link io.qalam.trainer.answer.Cleaning};
 * unlike its published code, an answer that is no label is never replaced by a random one.
 */
@NullMarked
package io.qalam.trainer.answer;

import org.jspecify.annotations.NullMarked;
