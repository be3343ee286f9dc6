package io.qalam.prediction;

import io.qalam.labelschema.model.Project;
import io.qalam.prediction.model.LiveNow;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Projects of which every prediction was found to be of what is live.
 *
 * <p>To find that out a million predictions are read, at every look of the sweeper. So where it
 * took long it is believed for two hundred times as long, unless something else is live by then; a
 * small project is looked through each time. What an answer that is taken back leaves behind waits
 * so long.
 */
final class UpToDate {

  private static final int BELIEVED = 200;
  private static final long LONG_NANOS = 30_000_000;

  private final Map<UUID, Known> known = new ConcurrentHashMap<>();

  private record Known(LiveNow live, int schemaVersion, long until) {}

  /** Whether there is nothing to look for now. */
  boolean knows(Project project, LiveNow live) {
    Known found = known.get(project.getId());
    return found != null
        && found.live.equals(live)
        && found.schemaVersion == project.getSchemaVersion()
        && System.nanoTime() - found.until < 0;
  }

  /** Takes note that nothing was found, and how long it took to look. */
  void note(Project project, LiveNow live, long nanos) {
    if (nanos > LONG_NANOS) {
      known.put(
          project.getId(),
          new Known(live, project.getSchemaVersion(), System.nanoTime() + BELIEVED * nanos));
    }
  }
}
