package io.qalam.adapter;

import io.qalam.account.Deed;
import io.qalam.adapter.model.LiveAdapterRepository;
import io.qalam.labelschema.ProjectConfigured;
import io.qalam.labelschema.ProjectDeleted;
import io.qalam.labelschema.SchemaChanged;
import io.qalam.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Keeps what is live fitting its project, in the transaction that changes the project: an adapter
 * knows the labels it was trained on and no others, so with a new label schema the base model
 * predicts again until a run has been trained on it; and another rule of what is served holds at
 * once.
 */
@ApplicationScoped
class LiveFit {

  @Inject private LiveAdapterRepository liveRows;
  @Inject private LiveSwitch live;
  @Inject private Outbox outbox;

  void backToTheBase(@Observes SchemaChanged changed) {
    liveRows.lock(changed.projectId()).ifPresent(row -> live.to(row, null, Deed.ADAPTER_OUTDATED));
  }

  void chooseAgain(@Observes ProjectConfigured configured) {
    if (configured.servedChanged()) {
      live.chooseAgain(live.lock(configured.projectId()));
    }
  }

  /** Ends what the compacted topic keeps of the project. */
  void forget(@Observes ProjectDeleted deleted) {
    if (liveRows.find(deleted.projectId()).isPresent()) {
      outbox.sendTombstone(LiveSwitch.TOPIC, deleted.projectId().toString());
    }
  }
}
