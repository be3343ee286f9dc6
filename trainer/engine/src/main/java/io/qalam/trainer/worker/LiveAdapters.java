package io.qalam.trainer.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which adapter or yardstick answers for which project: one reference a project, flipped between
 * two batches.
 *
 * <p>A new adapter is loaded and probed beside the one in use; only when it is sound does the
 * reference change, so that a bad adapter fails alone. The former one is held until the next swap,
 * ready for a rollback. Used by the engine thread, but for {@link #inUse()}.
 */
final class LiveAdapters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveAdapters.class);

  private final AdapterShelf shelf;
  private final Map<UUID, Slot> slots = new HashMap<>();
  private volatile InUse inUse = InUse.NOTHING;

  LiveAdapters(AdapterShelf shelf) {
    this.shelf = shelf;
  }

  /**
   * What answers for a project.
   *
   * @param adapter null for the base alone, and for a yardstick
   * @param yardstick null where the base or an adapter answers
   * @param temperature of its probabilities
   */
  record Answering(
      long sequence,
      AdapterShelf.@Nullable Held adapter,
      @Nullable ServedYardstick yardstick,
      float temperature) {
    static final Answering BASE = new Answering(0, null, null, 1);

    /** The id of what answers; null for the base alone. */
    @Nullable UUID id() {
      if (yardstick != null) {
        return yardstick.reference().yardstickId();
      }
      return adapter == null ? null : adapter.stored().reference().adapterId();
    }
  }

  /** What the heartbeat tells; {@code WorkerStatus} has the fields' meaning. */
  record InUse(List<UUID> adapters, Map<UUID, Long> live, Map<UUID, String> refused) {
    static final InUse NOTHING = new InUse(List.of(), Map.of(), Map.of());
  }

  /** Whether the change's adapter must be read from its files before it can become live. */
  boolean mustBeRead(LiveAdapterChange change) {
    Slot slot = slots.get(change.message().projectId());
    return change.stored() != null
        && (slot == null || slot.isNews(change))
        && !shelf.has(change.stored().reference().adapterId());
  }

  /**
   * Makes the change's adapter live, or says why not and leaves the former one in its place.
   *
   * @param prepared the adapter, read and probed aside; null where it was in memory
   */
  void apply(LiveAdapterChange change, LabelModel.@Nullable Adapter prepared) {
    Slot slot = slots.computeIfAbsent(change.message().projectId(), Slot::new);
    if (slot.isNews(change)) {
      slot.apply(change, prepared);
      publish();
    } else if (prepared != null) {
      prepared.close();
    }
  }

  /** Lets go of a deleted project's adapters. */
  void forget(UUID project) {
    Slot slot = slots.remove(project);
    if (slot != null) {
      slot.close();
      publish();
    }
  }

  /** The newest sequence heard of, live or refused; 0 if none. */
  long newestSequence(UUID project) {
    Slot slot = slots.get(project);
    return slot == null ? 0 : slot.newest;
  }

  /**
   * What answers for a project now.
   *
   * @throws UnscorableException if its adapter was refused and no former one is known here
   */
  Answering answering(UUID project) {
    Slot slot = slots.get(project);
    return slot == null ? Answering.BASE : slot.answering();
  }

  /** Safe to call from any thread. */
  InUse inUse() {
    return inUse;
  }

  /** Tells the heartbeat what is in memory now. */
  void publish() {
    Map<UUID, Long> live = new HashMap<>();
    Map<UUID, String> refused = new HashMap<>();
    for (Slot slot : slots.values()) {
      if (slot.live != null) {
        live.put(slot.project, slot.live.sequence());
      }
      if (slot.refusal != null) {
        refused.put(slot.project, slot.refusal);
      }
    }
    inUse = new InUse(shelf.ids(), Map.copyOf(live), Map.copyOf(refused));
  }

  @Override
  public void close() {
    slots.values().forEach(Slot::close);
    slots.clear();
  }

  private final class Slot {
    private final UUID project;
    private long newest;
    private @Nullable Answering live = Answering.BASE;
    private AdapterShelf.@Nullable Held former;
    private @Nullable String refusal;

    Slot(UUID project) {
      this.project = project;
    }

    /** Older ones are late; the newest again is news only if it was refused: a second chance. */
    boolean isNews(LiveAdapterChange change) {
      long sequence = change.message().sequence();
      return sequence > newest || (sequence == newest && refusal != null);
    }

    void apply(LiveAdapterChange change, LabelModel.@Nullable Adapter prepared) {
      long sequence = change.message().sequence();
      if (newest == 0 && sequence > 1) {
        live = null; // what came between the base alone and this one is not known here
      }
      newest = sequence;
      refusal = change.refusal();
      if (refusal == null) {
        flip(change, prepared);
      }
      if (refusal != null) {
        LOG.warn("Project {}: live adapter {} refused: {}", project, sequence, refusal);
      }
    }

    private void flip(LiveAdapterChange change, LabelModel.@Nullable Adapter prepared) {
      AdapterShelf.Held next;
      try {
        next = change.stored() == null ? null : shelf.take(change.stored(), prepared);
      } catch (RuntimeException e) {
        LOG.debug("Refused adapter", e);
        refusal = String.valueOf(e.getMessage());
        return;
      }
      closeHeld(former);
      former = live == null ? null : live.adapter();
      Float temperature = change.message().temperature();
      live = new Answering(newest, next, change.yardstick(), temperature == null ? 1 : temperature);
      LOG.info("Project {}: live adapter {} is {}", project, newest, nameOf(live));
    }

    Answering answering() {
      if (live == null) {
        throw new UnscorableException("The live adapter cannot be used: " + refusal);
      }
      return live;
    }

    void close() {
      closeHeld(former);
      closeHeld(live == null ? null : live.adapter());
    }

    private static void closeHeld(AdapterShelf.@Nullable Held held) {
      if (held != null) {
        held.close();
      }
    }

    private static String nameOf(Answering answering) {
      UUID id = answering.id();
      if (id == null) {
        return "the base alone";
      }
      return answering.yardstick() == null ? id.toString() : "yardstick " + id;
    }
  }
}
