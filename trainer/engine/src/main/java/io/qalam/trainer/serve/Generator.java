package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Continues prompts by the most probable token, one step for a whole batch at a time.
 *
 * <p>Keys and values of what was read are kept: a step computes one token a prompt. This is
 * sampling at temperature 0 with top_p 1, as the LlamaLens paper evaluates.
 */
final class Generator {
  private final LlamaModel model;
  private final Set<Integer> ends;

  /**
   * @param ends ids that end a continuation
   */
  Generator(LlamaModel model, Set<Integer> ends) {
    this.model = model;
    this.ends = Set.copyOf(ends);
  }

  /**
   * The ids that each prompt is continued by, without the one that ends it.
   *
   * @param mostTokens of one continuation
   * @throws IllegalArgumentException when a prompt leaves no room for them
   */
  List<int[]> generate(
      @Nullable LoraAdapter adapter, List<int[]> prompts, int mostTokens, Generation listener) {
    List<Continuation> continuations = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      if (prompts.get(i).length + mostTokens > model.maxTokens()) {
        throw new IllegalArgumentException(
            "Prompt %d has %d tokens and may be continued by %d, expected at most %d in all"
                .formatted(i, prompts.get(i).length, mostTokens, model.maxTokens()));
      }
      continuations.add(new Continuation(i, prompts.get(i), mostTokens));
    }
    for (List<Integer> batch : LabelScorer.batches(prompts, mostTokens)) {
      if (!listener.isCancelled()) {
        run(adapter, batch.stream().map(continuations::get).toList(), listener);
      }
    }
    return continuations.stream().map(Continuation::ids).toList();
  }

  /** One prompt on its way. */
  private static final class Continuation {
    private final int index;
    private final int[] prompt;
    private final int mostTokens;
    private final List<Integer> written = new ArrayList<>();
    private boolean ended;

    Continuation(int index, int[] prompt, int mostTokens) {
      this.index = index;
      this.prompt = prompt;
      this.mostTokens = mostTokens;
    }

    void take(int id, Set<Integer> ends, Generation listener) {
      if (!ended && ends.contains(id)) {
        ended = true;
      } else if (!ended) {
        written.add(id);
        ended = written.size() == mostTokens;
        listener.token(index, id);
      }
    }

    int[] ids() {
      return written.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private void run(@Nullable LoraAdapter adapter, List<Continuation> batch, Generation listener) {
    Adapted adapted = Adapted.of(model, adapter);
    try (NDManager kept = model.manager().newSubManager()) {
      PromptBatch prompts = PromptBatch.of(batch.stream().map(c -> c.prompt).toList());
      NDArray lengths = kept.create(prompts.lengths());
      NDList state = prefill(kept, adapted, prompts, lengths);
      take(state, batch, listener);
      while (!batch.stream().allMatch(c -> c.ended) && !listener.isCancelled()) {
        NDList next = decode(kept, adapted, prompts.longest(), lengths, state);
        state.close();
        state = next;
        take(state, batch, listener);
      }
    }
  }

  private void take(NDList state, List<Continuation> batch, Generation listener) {
    long[] ids = state.get(0).toLongArray();
    for (int row = 0; row < ids.length; row++) {
      batch.get(row).take((int) ids[row], ends, listener);
    }
  }

  private NDList prefill(NDManager manager, Adapted adapted, PromptBatch prompts, NDArray lengths) {
    return model.run(
        manager,
        "prefill",
        model.weights(),
        adapted.tensors(),
        adapted.layout().slots(),
        adapted.table(),
        manager.create(prompts.ids(), new Shape(prompts.rows(), prompts.longest())),
        lengths,
        model.cosines(),
        model.sines(),
        adapted.scaling(),
        model.compute().code());
  }

  private NDList decode(
      NDManager manager, Adapted adapted, int longest, NDArray lengths, NDList state) {
    return model.run(
        manager,
        "decode",
        model.weights(),
        adapted.tensors(),
        adapted.layout().slots(),
        adapted.table(),
        state.get(0),
        lengths,
        longest,
        state.subNDList(1),
        model.cosines(),
        model.sines(),
        adapted.scaling(),
        model.compute().code());
  }
}
