package io.qalam.trainer.worker;

import io.qalam.trainer.file.Pace;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.serve.WrittenSummary;
import io.qalam.trainer.store.StoredAdapter;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.SummaryTask;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The adapters in memory. Whoever uses one holds it; what nobody holds stays for a while, the least
 * recently used is closed first, and nothing is closed while it is held.
 *
 * <p>Used by the engine thread alone.
 */
final class AdapterShelf implements AutoCloseable {
  static final List<String> PROBES = List.of("صباح الخير 🙂", "यह ठीक है।", "so be it");

  private static final int PROBE_TOKENS = 4;

  private final LabelModel model;
  private final int capacity;
  private final Map<UUID, Loaded> adapters = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * An empty shelf.
   *
   * @param capacity adapters kept when not all of them are held; what is held is kept beyond it
   */
  AdapterShelf(LabelModel model, int capacity) {
    this.model = model;
    this.capacity = capacity;
  }

  /**
   * Takes an adapter, loading it if it is not in memory.
   *
   * @throws AdapterException if it was trained on another base, or answers with no finite
   *     probabilities
   */
  Held take(StoredAdapter stored) {
    return take(stored, null);
  }

  /**
   * The same with what was loaded and probed aside; it is closed if the adapter came into memory
   * meanwhile.
   */
  Held take(StoredAdapter stored, LabelModel.@Nullable Adapter prepared) {
    UUID id = stored.reference().adapterId();
    Loaded loaded = adapters.get(id);
    if (loaded == null) {
      loaded = new Loaded(stored, prepared == null ? load(stored) : prepared);
      adapters.put(id, loaded);
      return held(loaded);
    }
    if (prepared != null) {
      prepared.close();
    }
    if (!loaded.stored.reference().equals(stored.reference())) {
      throw new AdapterException(
          "Adapter id "
              + id
              + " is held as "
              + loaded.stored.reference()
              + ", asked for as "
              + stored.reference());
    }
    return held(loaded);
  }

  private Held held(Loaded loaded) {
    Held held = new Held(loaded);
    closeUnheldBeyondCapacity();
    return held;
  }

  boolean has(UUID adapterId) {
    return adapters.containsKey(adapterId);
  }

  List<UUID> ids() {
    return List.copyOf(adapters.keySet());
  }

  @Override
  public void close() {
    adapters.values().forEach(loaded -> loaded.adapter.close());
    adapters.clear();
  }

  private LabelModel.Adapter load(StoredAdapter stored) {
    LabelModel.Adapter adapter = read(model, stored, Pace.full());
    try {
      for (String post : PROBES) {
        probe(adapter, stored, post);
      }
      return adapter;
    } catch (RuntimeException e) {
      adapter.close();
      throw e;
    }
  }

  /** Reads an adapter's files, on whichever thread; whoever reads it has it probed and closed. */
  static LabelModel.Adapter read(LabelModel model, StoredAdapter stored, Pace pace) {
    requireThisBase(model, stored);
    return model.load(stored.folder(), pace);
  }

  private static void requireThisBase(LabelModel model, StoredAdapter stored) {
    String base = stored.reference().baseModel();
    if (!base.equals(model.baseModelId())) {
      throw new AdapterException(
          "Adapter %s was trained on base model %s; this worker runs %s"
              .formatted(stored.reference().adapterId(), base, model.baseModelId()));
    }
  }

  /**
   * Has an adapter label a post, or sum it up.
   *
   * @param post one of {@link #PROBES}
   * @throws AdapterException if a probability is not finite
   */
  void probe(LabelModel.Adapter adapter, StoredAdapter stored, String post) {
    if (stored.description().labels().isEmpty()) {
      probeSummary(adapter, stored, post);
      return;
    }
    LabelTask task = new LabelTask("probe", "en", "Label the post.", stored.description().labels());
    for (LabelScore score : model.score(adapter, task, List.of(post))) {
      for (float probability : score.probabilities()) {
        requireFinite(stored, probability);
      }
    }
  }

  private void probeSummary(LabelModel.Adapter adapter, StoredAdapter stored, String post) {
    SummaryTask task = new SummaryTask("probe", "en", "Summarise the post.");
    for (WrittenSummary summary :
        model.summarise(adapter, task, List.of(post), PROBE_TOKENS, () -> false)) {
      requireFinite(stored, summary.confidence());
    }
  }

  private static void requireFinite(StoredAdapter stored, float probability) {
    if (!Float.isFinite(probability)) {
      throw new AdapterException(
          "Adapter %s answers a probe with probability %s"
              .formatted(stored.reference().adapterId(), probability));
    }
  }

  private void closeUnheldBeyondCapacity() {
    Iterator<Loaded> leastRecentFirst = new ArrayList<>(adapters.values()).iterator();
    while (adapters.size() > capacity && leastRecentFirst.hasNext()) {
      Loaded loaded = leastRecentFirst.next();
      if (loaded.holders == 0) {
        adapters.remove(loaded.stored.reference().adapterId());
        loaded.adapter.close();
      }
    }
  }

  private static final class Loaded {
    private final StoredAdapter stored;
    private final LabelModel.Adapter adapter;
    private int holders;

    Loaded(StoredAdapter stored, LabelModel.Adapter adapter) {
      this.stored = stored;
      this.adapter = adapter;
    }
  }

  /** One holder's claim to an adapter; closing it lets the adapter go when no other holds it. */
  final class Held implements AutoCloseable {
    private final Loaded loaded;
    private boolean open = true;

    private Held(Loaded loaded) {
      this.loaded = loaded;
      loaded.holders++;
    }

    StoredAdapter stored() {
      return loaded.stored;
    }

    LabelModel.Adapter adapter() {
      return loaded.adapter;
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        loaded.holders--;
        closeUnheldBeyondCapacity();
      }
    }
  }
}
