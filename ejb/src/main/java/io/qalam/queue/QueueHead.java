package io.qalam.queue;

import io.qalam.account.model.Account;
import io.qalam.labelschema.model.Project;
import io.qalam.queue.model.Lane;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds the task a reviewer is to have next: the head of a lane that is drawn by the project's
 * shares, in a language that the reviewer reads where the project asks for that.
 */
@ApplicationScoped
class QueueHead {

  @Inject private ReviewTaskRepository tasks;

  /** A language with the priority of its first task. */
  private record Candidate(String lang, float priority) {}

  /** The task, locked. */
  Optional<ReviewTask> find(Project project, Account reviewer) {
    boolean routed = project.isRouteByLanguage() && !reviewer.getLanguages().isEmpty();
    for (Lane lane : QueueOrder.of(project).lanes(ThreadLocalRandom.current())) {
      Optional<ReviewTask> head =
          routed ? routed(project, lane, reviewer) : head(project, lane, null, reviewer);
      if (head.isPresent()) {
        return head;
      }
    }
    return Optional.empty();
  }

  /**
   * Each language has an order of its own in the index; the most urgent of their heads is taken.
   */
  private Optional<ReviewTask> routed(Project project, Lane lane, Account reviewer) {
    List<Candidate> candidates = new ArrayList<>();
    for (String lang : tasks.languages(project.getId(), lane)) {
      if (reviewer.reads(lang)) {
        tasks
            .headPriority(project.getId(), lane, lang, reviewer.getId())
            .ifPresent(priority -> candidates.add(new Candidate(lang, priority)));
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::priority));
    return candidates.stream()
        .map(candidate -> head(project, lane, candidate.lang(), reviewer))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<ReviewTask> head(
      Project project, Lane lane, @Nullable String lang, Account reviewer) {
    return tasks.head(project.getId(), lane, lang, reviewer.getId());
  }
}
