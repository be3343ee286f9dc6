package io.qalam.adapter;

import io.qalam.account.AuditTrail;
import io.qalam.adapter.model.LiveAdapterRepository;
import io.qalam.adapter.model.LiveAdapterRow;
import io.qalam.outbox.Outbox;
import io.qalam.prediction.PredictionService;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.training.AdapterReferences;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes what predicts for a project, all in the caller's transaction: the row, the adapters'
 * states, the message to every worker, and the posts that are predicted anew.
 */
@ApplicationScoped
class LiveSwitch {

  static final String TOPIC = "live-adapters";

  @Inject private TenantContext context;
  @Inject private LiveAdapterRepository liveRows;
  @Inject private AdapterRepository adapters;
  @Inject private PredictionService predictions;
  @Inject private Outbox outbox;
  @Inject private AuditTrail audit;

  /** The project's row, locked; a new one where nothing was ever live. */
  LiveAdapterRow lock(UUID projectId) {
    return liveRows.lock(projectId).orElseGet(() -> added(projectId));
  }

  private LiveAdapterRow added(UUID projectId) {
    LiveAdapterRow row = new LiveAdapterRow(projectId, context.userName(), Instant.now());
    liveRows.add(row);
    return row;
  }

  /**
   * Makes an adapter live, or with null the base model alone; changes nothing where it is so
   * already.
   *
   * @param why an audit action, e.g. {@code adapter.promoted}
   */
  void to(LiveAdapterRow row, @Nullable Adapter next, String why) {
    UUID nextId = next == null ? null : next.getId();
    if (Objects.equals(row.getAdapterId(), nextId)) {
      return;
    }
    Instant now = Instant.now();
    retire(row.getAdapterId(), now);
    if (next != null) {
      next.goLive(now);
    }
    row.change(nextId, context.userName(), now);
    announce(row);
    predictions.activate(row.getProjectId(), nextId, row.getSequence());
    audit.record(why, row.getProjectId(), detail(row));
  }

  private void retire(@Nullable UUID adapterId, Instant now) {
    if (adapterId != null) {
      adapter(adapterId).retire(now);
      adapters.flush();
    }
  }

  /** Tells every worker what is live; the newest message of a project is kept by the topic. */
  void announce(LiveAdapterRow row) {
    UUID adapterId = row.getAdapterId();
    outbox.send(
        TOPIC,
        row.getProjectId().toString(),
        new LiveAdapter(
            context.tenantId(),
            row.getProjectId(),
            row.getSequence(),
            adapterId == null ? null : AdapterReferences.of(adapter(adapterId))));
  }

  private Adapter adapter(UUID id) {
    return adapters.find(id).orElseThrow(() -> new NotFound("adapter", id));
  }

  private static Map<String, Object> detail(LiveAdapterRow row) {
    Map<String, Object> detail = new HashMap<>();
    detail.put("adapter", String.valueOf(row.getAdapterId()));
    detail.put("former", String.valueOf(row.getFormerId()));
    detail.put("sequence", row.getSequence());
    return detail;
  }
}
