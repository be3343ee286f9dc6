package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Rotary;
import io.qalam.trainer.llama.Rows;
import io.qalam.trainer.lora.LoraAdapter;
import java.util.ArrayList;
import java.util.Comparator;
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
  private static final int BATCH_TOKENS = 4096;

  private final LlamaModel model;
  private final Set<Integer> ends;
  private final Room room;

  /** Asked of every batch before the first of them is begun. */
  @FunctionalInterface
  interface Room {

    /**
     * @param tokens of the longest row, with what it may be continued by
     * @throws io.qalam.trainer.memory.MemoryExceededException if there is no room for so many
     */
    void require(long rows, long tokens);
  }

  /**
   * @param ends ids that end a continuation
   */
  Generator(LlamaModel model, Set<Integer> ends, Room room) {
    this.model = model;
    this.ends = Set.copyOf(ends);
    this.room = room;
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
    List<List<Continuation>> batches = batches(continuations);
    for (List<Continuation> batch : batches) {
      if (!batch.isEmpty()) {
        room.require(batch.size(), batch.get(batch.size() - 1).prompt.length + (long) mostTokens);
      }
    }
    for (List<Continuation> batch : batches) {
      if (!listener.isCancelled()) {
        run(adapter, batch, listener);
      }
    }
    return continuations.stream().map(Continuation::ids).toList();
  }

  /** Prompts of similar length together, since the cache of a batch is as long as its longest. */
  private static List<List<Continuation>> batches(List<Continuation> continuations) {
    List<Continuation> sorted = new ArrayList<>(continuations);
    sorted.sort(Comparator.comparingInt(c -> c.prompt.length));
    List<List<Continuation>> batches = new ArrayList<>();
    List<Continuation> batch = new ArrayList<>();
    for (Continuation next : sorted) {
      int longest = next.prompt.length + next.mostTokens;
      if (!batch.isEmpty() && longest * (batch.size() + 1) > BATCH_TOKENS) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(next);
    }
    batches.add(batch);
    return batches;
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
    if (batch.isEmpty()) {
      return;
    }
    Adapted adapted = Adapted.of(model, adapter);
    Rows rows = new Rows();
    batch.forEach(c -> rows.add(c.prompt, 1));
    int longest = batch.get(batch.size() - 1).prompt.length;
    try (NDManager kept = model.manager().newSubManager()) {
      NDArray lengths = kept.create(batch.stream().mapToLong(c -> c.prompt.length).toArray());
      NDList state = prefill(kept, adapted, rows);
      take(state, batch, listener);
      while (!batch.stream().allMatch(c -> c.ended) && !listener.isCancelled()) {
        NDList next = decode(kept, adapted, longest, lengths, state);
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

  private NDList prefill(NDManager manager, Adapted adapted, Rows rows) {
    Rotary rotary = model.rotary(rows.reach());
    return model.run(
        manager,
        "prefill",
        model.weights(),
        adapted.tensors(),
        adapted.slots(),
        adapted.table(),
        manager.create(rows.ids()),
        manager.create(rows.places()),
        rows.spans(),
        manager.create(rows.tails()),
        rotary.cosines(),
        rotary.sines(),
        adapted.scaling());
  }

  private NDList decode(
      NDManager manager, Adapted adapted, int longest, NDArray lengths, NDList state) {
    int written = (int) state.get(1).getShape().get(2) - longest;
    Rotary rotary = model.rotary(longest + written + 1);
    return model.run(
        manager,
        "decode",
        model.weights(),
        adapted.tensors(),
        adapted.slots(),
        adapted.table(),
        state.get(0),
        lengths,
        longest,
        state.subNDList(1),
        rotary.cosines(),
        rotary.sines(),
        adapted.scaling());
  }
}
