package io.qalam.queue.web;

import io.qalam.queue.QueueService;
import io.qalam.queue.QueueState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a project's queue follows its settings yet, for the pages that show it. */
@Named
@RequestScoped
public class QueueView {

  @Inject private QueueService queue;

  private @Nullable QueueState state;

  /** The state of this project's queue, asked for once a request. */
  public QueueState of(UUID project) {
    if (state == null) {
      state = queue.state(project);
    }
    return state;
  }

  /** How far the new order is, from 0 to 100. */
  public long percent(UUID project) {
    QueueState found = of(project);
    return Math.min(100, 100 * found.done() / Math.max(1, found.total()));
  }
}
