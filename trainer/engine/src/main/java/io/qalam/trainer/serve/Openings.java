package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Rotary;
import io.qalam.trainer.llama.Rows;
import io.qalam.trainer.lora.LoraAdapter;
import java.nio.IntBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of what stands before every post of a question: computed once, kept for the posts
 * to come.
 *
 * <p>The least recently used go first when the kept tokens pass a limit, and those of an adapter
 * that was closed at once.
 */
final class Openings implements AutoCloseable {
  private final LlamaModel model;
  private final int mostTokens;
  private final Map<Key, Opening> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int tokens;

  /**
   * @param mostTokens kept in all
   */
  Openings(LlamaModel model, int mostTokens) {
    this.model = model;
    this.mostTokens = mostTokens;
  }

  /** Adapters are told apart by identity: two loads of one folder are two. */
  private record Key(@Nullable LoraAdapter adapter, IntBuffer ids) {
    boolean isClosed() {
      return adapter != null && adapter.isClosed();
    }
  }

  /**
   * @param ids (P) the tokens before a post
   * @param layers keys and values of every layer in turn, each (P, K, E)
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Opening(int[] ids, NDList layers, NDManager manager) {}

  /** Stays good until the next call of {@link #trim()}. */
  Opening of(@Nullable LoraAdapter adapter, int[] ids) {
    Key key = new Key(adapter, IntBuffer.wrap(ids));
    Opening known = kept.get(key);
    if (known == null) {
      known = read(adapter, ids);
      kept.put(key, known);
      tokens += known.ids.length;
    }
    return known;
  }

  private Opening read(@Nullable LoraAdapter adapter, int[] ids) {
    Adapted adapted = Adapted.of(model, adapter);
    Rows rows = new Rows();
    rows.add(ids, ids.length);
    Rotary rotary = model.rotary(rows.reach());
    NDManager manager = model.manager().newSubManager();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray flat = scratch.create(rows.ids());
      NDList layers =
          model.run(
              manager,
              "read",
              model.weights(),
              adapted.tensors(),
              adapted.slots(),
              adapted.table(),
              flat,
              scratch.create(rows.places()),
              rows.spans(),
              rotary.cosines(),
              rotary.sines(),
              adapted.scaling());
      return new Opening(ids, layers, manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Lets go of closed adapters' openings, and of the least recently used until the limit holds. */
  void trim() {
    for (boolean closedOnly : new boolean[] {true, false}) {
      Iterator<Map.Entry<Key, Opening>> oldest = kept.entrySet().iterator();
      while (oldest.hasNext()) {
        Map.Entry<Key, Opening> next = oldest.next();
        if (closedOnly ? next.getKey().isClosed() : tokens > mostTokens) {
          tokens -= next.getValue().ids.length;
          next.getValue().manager.close();
          oldest.remove();
        }
      }
    }
  }

  @Override
  public void close() {
    kept.values().forEach(opening -> opening.manager.close());
    kept.clear();
    tokens = 0;
  }
}
