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
   * What a prompt was continued by.
   *
   * @param ids without the one that ends it
   * @param logProbabilities of the ids and, where one ended it, of that one, in nats
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Written(int[] ids, float[] logProbabilities) {

    /**
     * The geometric mean of the probabilities of the first tokens; 1 where nothing was computed.
     */
    float confidence(int tokens) {
      int counted = Math.min(tokens, logProbabilities.length);
      double sum = 0;
      for (int i = 0; i < counted; i++) {
        sum += logProbabilities[i];
      }
      return counted == 0 ? 1 : (float) Math.exp(sum / counted);
    }
  }

  /** The ids of {@link #write}. */
  List<int[]> generate(
      @Nullable LoraAdapter adapter, List<int[]> prompts, int mostTokens, Generation listener) {
    return write(adapter, prompts, mostTokens, listener).stream().map(Written::ids).toList();
  }

  /**
   * What each prompt is continued by.
   *
   * @param mostTokens of one continuation
   * @throws IllegalArgumentException when a prompt leaves no room for them
   */
  List<Written> write(
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
    return continuations.stream().map(Continuation::written).toList();
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
    private final List<Float> logProbabilities = new ArrayList<>();
    private boolean ended;

    Continuation(int index, int[] prompt, int mostTokens) {
      this.index = index;
      this.prompt = prompt;
      this.mostTokens = mostTokens;
    }

    void take(int id, float logProbability, Set<Integer> ends, Generation listener) {
      if (ended) {
        return;
      }
      logProbabilities.add(logProbability);
      if (ends.contains(id)) {
        ended = true;
        return;
      }
      written.add(id);
      listener.token(index, id);
      ended = written.size() == mostTokens || listener.isOver(index);
    }

    Written written() {
      float[] sure = new float[logProbabilities.size()];
      for (int i = 0; i < sure.length; i++) {
        sure[i] = logProbabilities.get(i);
      }
      return new Written(written.stream().mapToInt(Integer::intValue).toArray(), sure);
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
    float[] logProbabilities = state.get(1).toFloatArray();
    for (int row = 0; row < ids.length; row++) {
      batch.get(row).take((int) ids[row], logProbabilities[row], ends, listener);
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
    int written = (int) state.get(2).getShape().get(2) - longest;
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
        state.subNDList(2),
        rotary.cosines(),
        rotary.sines(),
        adapted.scaling());
  }
}
