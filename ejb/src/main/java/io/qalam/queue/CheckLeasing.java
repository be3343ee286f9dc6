package io.qalam.queue;

import io.qalam.labelschema.model.Project;
import io.qalam.queue.model.CheckTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Puts a post with a known label back into its member's hands: their answer was undone. */
@ApplicationScoped
public class CheckLeasing {

  @Inject private TaskLeasing leasing;

  /** Leases the check once more, under a new fence; the answer to it is gone. */
  public LeasedTask giveAgain(Project project, CheckTask check) {
    check.takeBack(Instant.now(), TaskLeasing.length(project));
    return leasing.view(project, check);
  }

  /** Hands it to its member once more: the same lease, longer. */
  public LeasedTask handBack(Project project, CheckTask check) {
    check.extendLease(Instant.now(), TaskLeasing.length(project));
    return leasing.view(project, check);
  }
}
