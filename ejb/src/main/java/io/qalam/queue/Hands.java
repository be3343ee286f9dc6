package io.qalam.queue;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.qalam.labelschema.model.Project;
import io.qalam.queue.model.CheckTask;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a reviewer holds in a project, in the order in which a page that was loaded anew shows it:
 * what they took back, the last first, since it was on the screen; then the rest, the longest held
 * first. Posts with a known label stand among the others, so that nothing tells them apart.
 */
@ApplicationScoped
class Hands {

  @Inject private ReviewTaskRepository tasks;
  @Inject private TaskLeasing leasing;
  @Inject private Checks checks;

  /**
   * Something held.
   *
   * @param again whether the reviewer took their answer to it back
   * @param handBack gives it once more: the same lease, longer
   */
  record Held(UUID id, Instant since, boolean again, Supplier<LeasedTask> handBack) {}

  /**
   * What the reviewer holds, locked; what they let run out they hold no more.
   *
   * @param named what the page has, whose order does not matter
   */
  List<Held> of(Project project, UUID reviewer, Set<UUID> named, Instant now) {
    List<ReviewTask> held = tasks.held(project.getId(), reviewer, now);
    Set<UUID> takenBack = takenBack(held, named);
    return inOrder(
        Stream.concat(
                held.stream()
                    .map(task -> held(project, task, takenBack.contains(task.getId()), now)),
                checks.held(project, reviewer, now).stream()
                    .map(check -> held(project, check, now)))
            .toList());
  }

  private Set<UUID> takenBack(List<ReviewTask> held, Set<UUID> named) {
    List<UUID> forgotten =
        held.stream().map(ReviewTask::getId).filter(id -> !named.contains(id)).toList();
    return forgotten.isEmpty() ? Set.of() : tasks.takenBack(forgotten);
  }

  private Held held(Project project, ReviewTask task, boolean again, Instant now) {
    return new Held(
        task.getId(),
        Objects.requireNonNull(task.getLeasedAt()),
        again,
        () -> leasing.handBack(project, task, now));
  }

  private Held held(Project project, CheckTask check, Instant now) {
    return new Held(
        check.getId(),
        check.getLeasedAt(),
        check.isTakenBack(),
        () -> checks.again(project, check, now));
  }

  static List<Held> inOrder(List<Held> all) {
    return Stream.concat(
            all.stream().filter(Held::again).sorted(comparing(Held::since, reverseOrder())),
            all.stream().filter(one -> !one.again()).sorted(comparing(Held::since)))
        .toList();
  }
}
