package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.store.ArtifactException;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.yardstick.Yardstick;
import io.qalam.trainer.yardstick.YardstickException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The yardsticks in memory, up to so many bytes of their files: the least recently used go first,
 * and come back from the artifact store, by their hash, when they are asked again.
 *
 * <p>So a worker's heap does not grow with the number of projects. The one used last always stays.
 * Safe to use from any thread.
 */
final class YardstickShelf {
  private final ArtifactStore store;
  private final long mostBytes;
  private final Map<Key, Loaded> loaded = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Equal files of two tenants are two: what is not a tenant's own is never read for it. */
  private record Key(UUID tenantId, String sha256) {}

  private record Loaded(Yardstick.Named yardstick, long bytes) {}

  YardstickShelf(ArtifactStore store, long mostBytes) {
    this.store = store;
    this.mostBytes = mostBytes;
  }

  /**
   * The yardstick, from memory or the store.
   *
   * @throws ArtifactException if it is not there, or its hash or its bytes are not a yardstick's
   */
  synchronized Yardstick.Named get(YardstickReference reference) {
    Key key = new Key(reference.tenantId(), reference.sha256());
    Loaded found = loaded.get(key);
    if (found == null) {
      found = load(reference);
      loaded.put(key, found);
      bytes += found.bytes;
      makeRoom();
    }
    return found.yardstick;
  }

  private Loaded load(YardstickReference reference) {
    byte[] file = store.yardstick(reference);
    try {
      return new Loaded(Yardstick.read(file), file.length);
    } catch (YardstickException e) {
      throw new ArtifactException(
          "Yardstick " + reference.yardstickId() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private void makeRoom() {
    Iterator<Loaded> leastRecentFirst = loaded.values().iterator();
    while (bytes > mostBytes && loaded.size() > 1) {
      bytes -= leastRecentFirst.next().bytes;
      leastRecentFirst.remove();
    }
  }

  synchronized int size() {
    return loaded.size();
  }
}
