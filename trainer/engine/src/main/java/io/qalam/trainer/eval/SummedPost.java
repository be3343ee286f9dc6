package io.qalam.trainer.eval;

/**
 * A held-out post that both adapters and the yardstick summed up: ROUGE-2 of each against the
 * summary people gave it, from 0 to 1.
 *
 * @param part {@code DEVELOPMENT} or {@code TEST}
 * @param live of the live adapter, or the base
 * @param lead of the post's own first sentence, the yardstick of summaries
 */
public record SummedPost(
    String part, String task, String lang, double candidate, double live, double lead) {}
