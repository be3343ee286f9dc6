package io.qalam.adapter;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.adapter.model.LiveAdapterRepository;
import io.qalam.adapter.model.LiveAdapterRow;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.outbox.Outbox;
import io.qalam.prediction.PredictionService;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Thing;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.training.AdapterReferences;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterRepository;
import io.qalam.training.model.FittedTemperature;
import io.qalam.training.model.StoredYardstick;
import io.qalam.training.model.YardstickRepository;
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
 * states, the choice between adapter and yardstick, the message to every worker, and the posts that
 * are predicted anew. Where a yardstick goes on answering in another adapter's place, workers and
 * posts have nothing to do with it.
 */
@ApplicationScoped
class LiveSwitch {

  static final String TOPIC = "live-adapters";

  @Inject private TenantContext context;
  @Inject private LiveAdapterRepository liveRows;
  @Inject private ProjectRepository projects;
  @Inject private AdapterRepository adapters;
  @Inject private YardstickRepository yardsticks;
  @Inject private ServedChooser chooser;
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
   * Makes an adapter live, or with null the base model alone, and chooses anew what answers;
   * changes nothing where all is so already.
   *
   * @param why what the audit remembers of it
   */
  void to(LiveAdapterRow row, @Nullable Adapter next, Deed why) {
    UUID nextId = next == null ? null : next.getId();
    Instant now = Instant.now();
    if (!Objects.equals(row.getAdapterId(), nextId)) {
      retire(row.getAdapterId(), now);
      if (next != null) {
        next.goLive(now);
      }
    }
    ServedChooser.Chosen chosen = chooser.choose(project(row), nextId);
    row.chose(chosen.choice().toDetail());
    long answering = row.getSequence();
    if (row.change(nextId, chosen.yardstickId(), context.userName(), now)) {
      audit.record(why, row.getProjectId(), detail(row));
    }
    if (row.getSequence() != answering) {
      announce(row);
      predictions.activate(row.getProjectId(), row.answersId(), row.getSequence());
    }
  }

  /** Chooses anew whether the yardstick answers in the live adapter's place. */
  void chooseAgain(LiveAdapterRow row) {
    UUID liveId = row.getAdapterId();
    to(row, liveId == null ? null : adapter(liveId), Deed.MODEL_CHOSEN);
  }

  private Project project(LiveAdapterRow row) {
    return projects
        .find(row.getProjectId())
        .orElseThrow(() -> NotFound.project(row.getProjectId()));
  }

  private void retire(@Nullable UUID adapterId, Instant now) {
    if (adapterId != null) {
      adapter(adapterId).retire(now);
      adapters.flush();
    }
  }

  /** Tells every worker what is live; the newest message of a project is kept by the topic. */
  void announce(LiveAdapterRow row) {
    outbox.send(TOPIC, row.getProjectId().toString(), message(row));
  }

  private LiveAdapter message(LiveAdapterRow row) {
    UUID yardstickId = row.getYardstickId();
    UUID adapterId = row.getAdapterId();
    if (yardstickId != null) {
      StoredYardstick yardstick =
          yardsticks
              .find(yardstickId)
              .orElseThrow(() -> new NotFound(Thing.YARDSTICK, yardstickId));
      return message(row, null, reference(yardstick), yardstick.getTemperature());
    }
    if (adapterId != null) {
      Adapter adapter = adapter(adapterId);
      return message(row, AdapterReferences.of(adapter), null, adapter.getTemperature());
    }
    return message(row, null, null, null);
  }

  private LiveAdapter message(
      LiveAdapterRow row,
      @Nullable AdapterReference adapter,
      @Nullable YardstickReference yardstick,
      @Nullable FittedTemperature temperature) {
    return new LiveAdapter(
        context.tenantId(),
        row.getProjectId(),
        row.getSequence(),
        adapter,
        yardstick,
        temperature == null ? null : temperature.value());
  }

  private static YardstickReference reference(StoredYardstick yardstick) {
    return new YardstickReference(
        yardstick.getTenantId(),
        yardstick.getProjectId(),
        yardstick.getId(),
        yardstick.getSha256(),
        yardstick.getSchemaVersion());
  }

  private Adapter adapter(UUID id) {
    return adapters.find(id).orElseThrow(() -> NotFound.adapter(id));
  }

  private static Map<String, Object> detail(LiveAdapterRow row) {
    Map<String, Object> detail = new HashMap<>();
    detail.put("adapter", String.valueOf(row.getAdapterId()));
    detail.put("yardstick", String.valueOf(row.getYardstickId()));
    detail.put("choice", String.valueOf(row.getChoice()));
    detail.put("former", String.valueOf(row.getFormerId()));
    detail.put("sequence", row.getSequence());
    return detail;
  }
}
