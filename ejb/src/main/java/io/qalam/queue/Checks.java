package io.qalam.queue;

import io.qalam.account.model.Account;
import io.qalam.ingestion.KnownLabels;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.model.CheckCandidate;
import io.qalam.queue.model.CheckTask;
import io.qalam.queue.model.CheckTaskRepository;
import io.qalam.queue.model.CheckWish;
import io.qalam.queue.model.QueueWalkRepository;
import io.qalam.queue.model.ReviewTaskRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Mixes posts whose label is known into a member's tasks, at the project's share, so that it is
 * seen how well they answer.
 *
 * <p>The posts are those that an editor decided, those that an admin marked and, where the project
 * says so, those whose label came with the import. A member meets each once, and never one that
 * they labelled before.
 */
@ApplicationScoped
class Checks {

  @Inject private CheckTaskRepository checks;
  @Inject private ReviewTaskRepository tasks;
  @Inject private ProjectRepository projects;
  @Inject private KnownLabels known;
  @Inject private TaskLeasing leasing;
  @Inject private LabelCarrying carrying;
  @Inject private QueueWalkRepository walks;

  /** The checks that the member holds; none is looked for where the project wants none. */
  List<CheckTask> held(Project project, UUID reviewer, Instant now) {
    return project.getCheckShare() > 0
        ? unanswered(project, reviewer).filter(check -> !check.isLetRunOut(now)).toList()
        : List.of();
  }

  private Stream<CheckTask> unanswered(Project project, UUID reviewer) {
    return checks.unanswered(project.getId(), reviewer).stream()
        .filter(check -> carrying.bringInLine(project, check));
  }

  /** Hands a check that its member holds to them once more: the same lease, longer. */
  LeasedTask again(Project project, CheckTask check, Instant now) {
    check.extendLease(now, TaskLeasing.length(project));
    return leasing.view(project, check);
  }

  /** How many checks the member answered since a moment: to them they are answers like others. */
  long answersOf(UUID projectId, UUID reviewer, Instant since) {
    return checks.answersOf(projectId, reviewer, since);
  }

  /**
   * A check in place of the next task, as often as the project's share says; none while it is not
   * certain for every post what its known label counts as. One that the member let run out comes
   * before others, and no sooner than others: what comes first after a pause tells nothing.
   */
  Optional<LeasedTask> mixedIn(Project project, Account reviewer, Instant now) {
    return ThreadLocalRandom.current().nextDouble() < project.getCheckShare()
            && !walks.isCarrying(project.getId())
        ? letRunOut(project, reviewer, now)
            .or(() -> candidate(project, reviewer).map(post -> give(project, reviewer, post, now)))
        : Optional.empty();
  }

  private Optional<LeasedTask> letRunOut(Project project, Account reviewer, Instant now) {
    Optional<CheckTask> oldest =
        unanswered(project, reviewer.getId()).filter(check -> check.isLetRunOut(now)).findFirst();
    oldest.ifPresent(check -> check.lease(now, TaskLeasing.length(project)));
    return oldest.map(check -> leasing.view(project, check));
  }

  private LeasedTask give(Project project, Account reviewer, CheckCandidate post, Instant now) {
    CheckTask check =
        new CheckTask(
            tasks.first(post.postId()).orElse(post.postId()),
            project.getId(),
            reviewer.getId(),
            post,
            project.getSchemaVersion(),
            now,
            TaskLeasing.length(project));
    checks.add(check);
    return leasing.view(project, check);
  }

  private Optional<CheckCandidate> candidate(Project project, Account reviewer) {
    List<String> labels =
        projects
            .schema(project.getId(), project.getSchemaVersion())
            .map(this::labels)
            .orElse(List.of());
    List<String> languages = project.isRouteByLanguage() ? reviewer.getLanguages() : List.of();
    CheckWish wish = new CheckWish(project.getId(), reviewer.getId(), labels, languages);
    List<CheckCandidate> found = candidates(project, wish).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(ThreadLocalRandom.current().nextInt(found.size())));
  }

  /** What checks may ask for: sets that posts have, and those that admins ask for. */
  private List<String> labels(LabelSchema schema) {
    if (!schema.isMultiLabel()) {
      return schema.getLabels();
    }
    Stream<String> marked =
        checks.expected(schema.getProjectId()).stream()
            .filter(label -> schema.read(label).isPresent());
    return Stream.concat(known.of(schema).stream(), marked).distinct().toList();
  }

  private Stream<CheckCandidate> candidates(Project project, CheckWish wish) {
    List<CheckCandidate> imported = project.isGoldAsChecks() ? checks.imported(wish) : List.of();
    return Stream.of(checks.attentionChecks(wish), checks.decided(wish), imported)
        .flatMap(List::stream);
  }

  /** The check of this id, locked. */
  Optional<CheckTask> lock(UUID id) {
    return checks.lock(id);
  }
}
