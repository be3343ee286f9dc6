package io.qalam.trainer.serve;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores whole labels: log p(label tokens, end of turn | prompt), normalised over the task's
 * labels.
 *
 * <p>A post's prompt is computed once; all its labels then stand side by side behind it under a
 * mask that lets each see the prompt and itself alone.
 */
final class LabelScorer {
  static final int MAX_PROMPT = 1024;
  private static final int BATCH_TOKENS = 4096;

  private final LlamaModel model;
  private final ChatPrompt prompt;

  LabelScorer(LlamaModel model, ChatPrompt prompt) {
    this.model = model;
    this.prompt = prompt;
  }

  List<LabelScore> score(@Nullable LoraAdapter adapter, LabelTask task, List<String> texts) {
    LabelTokens labels = LabelTokens.of(task.labels().stream().map(prompt::answer).toList());
    int room = Math.min(MAX_PROMPT, model.maxTokens() - labels.longest());
    int[] opening = prompt.opening(task);
    List<int[]> prompts = new ArrayList<>();
    texts.forEach(text -> prompts.add(prompt.prompt(opening, text, room)));
    LabelScore[] scores = new LabelScore[texts.size()];
    for (List<Integer> batch : batches(prompts, 0)) {
      float[] probabilities = run(adapter, labels, batch.stream().map(prompts::get).toList());
      for (int i = 0; i < batch.size(); i++) {
        int from = i * labels.count();
        scores[batch.get(i)] =
            new LabelScore(
                java.util.Arrays.copyOfRange(probabilities, from, from + labels.count()));
      }
    }
    return List.of(scores);
  }

  /**
   * Indices of prompts of similar length, so that little is padded.
   *
   * @param more tokens that each prompt takes beside its own
   */
  static List<List<Integer>> batches(List<int[]> prompts, int more) {
    List<Integer> order =
        IntStream.range(0, prompts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> prompts.get(i).length))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    for (int i : order) {
      if (!batch.isEmpty() && (prompts.get(i).length + more) * (batch.size() + 1) > BATCH_TOKENS) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(i);
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private float[] run(@Nullable LoraAdapter adapter, LabelTokens labels, List<int[]> prompts) {
    Adapted adapted = Adapted.of(model, adapter);
    try (NDManager scratch = model.manager().newSubManager()) {
      PromptBatch rows = PromptBatch.of(prompts);
      int size = labels.size();
      NDList result =
          model.run(
              scratch,
              "score",
              model.weights(),
              adapted.tensors(),
              adapted.layout().slots(),
              adapted.table(),
              scratch.create(rows.ids(), new Shape(rows.rows(), rows.longest())),
              scratch.create(rows.lengths()),
              model.cosines(),
              model.sines(),
              scratch.create(labels.ids()),
              scratch.create(labels.offsets()),
              scratch.create(labels.mask(), new Shape(size, size)),
              scratch.create(labels.first()),
              scratch.create(labels.following()),
              scratch.create(labels.owner(), new Shape(size, labels.count())),
              adapted.scaling(),
              model.compute().code());
      return result.get(0).toFloatArray();
    }
  }
}
