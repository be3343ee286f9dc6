package io.qalam.trainer.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Rotary;
import io.qalam.trainer.text.ChatPrompt;
import java.util.ArrayList;
import java.util.List;

/** How surprised a model is by answers: the mean negative log-likelihood of their tokens. */
public final class AnswerLoss {
  private static final int TOKENS_AT_ONCE = 4096;

  private AnswerLoss() {}

  /**
   * The loss in nats per token, without dropout.
   *
   * @param tensors the adapter's in the compute type, with its slots, embeddings and scaling; none
   *     for the base alone
   */
  public static float of(
      LlamaModel model,
      List<NDArray> tensors,
      long[] slots,
      NDArray table,
      float scaling,
      ChatPrompt prompt,
      List<WrittenExample> rows,
      int maxTokens) {
    int longest = Math.min(maxTokens, model.maxTokens());
    List<TokenRow> all = new ArrayList<>();
    rows.forEach(row -> all.add(row.tokens(prompt, longest)));
    double total = TokenBatch.total(all);
    double sum = 0;
    for (List<TokenRow> pass : TokenBatch.passes(all, TOKENS_AT_ONCE)) {
      try (NDManager scratch = model.manager().newSubManager()) {
        TokenBatch batch = TokenBatch.of(scratch, pass, total);
        Rotary rotary = model.rotary(batch.reach());
        sum +=
            model
                .run(
                    scratch,
                    "answer_loss",
                    model.weights(),
                    tensors,
                    slots,
                    table,
                    batch.ids(),
                    batch.places(),
                    batch.spans(),
                    rotary.cosines(),
                    rotary.sines(),
                    batch.positions(),
                    batch.targets(),
                    batch.weights(),
                    scaling)
                .get(0)
                .toFloatArray()[0];
      }
    }
    return (float) sum;
  }
}
