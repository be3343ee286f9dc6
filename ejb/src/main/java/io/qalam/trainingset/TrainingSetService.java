package io.qalam.trainingset;

import io.qalam.account.model.Role;
import io.qalam.ingestion.KnownLabels;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.Split;
import io.qalam.labelschema.model.LabelCandidates;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.model.QueueWalkRepository;
import io.qalam.tenant.Artifacts;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import io.qalam.trainer.protocol.ArtifactPaths;
import io.qalam.trainer.protocol.TrainingSetRow;
import io.qalam.trainingset.CountingRules.CountedLabel;
import io.qalam.trainingset.SummaryCounting.CountedSummary;
import io.qalam.trainingset.model.GivenLabel;
import io.qalam.trainingset.model.GivenSummary;
import io.qalam.trainingset.model.LabelRepository;
import io.qalam.trainingset.model.SettledPost;
import io.qalam.trainingset.model.SummaryRepository;
import io.qalam.trainingset.model.SummedPost;
import io.qalam.trainingset.model.TrainingSet;
import io.qalam.trainingset.model.TrainingSet.PartSizes;
import io.qalam.trainingset.model.TrainingSetRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Freezes the labels that count.
 *
 * <p>Runs are trained on frozen sets alone, so that a run can be repeated and its figures stay true
 * while people go on labelling.
 */
@Stateless
@Tenanted
@NeedsRole(Role.ADMIN)
public class TrainingSetService {

  private static final int PAGE = 500;

  @Inject private TenantContext context;
  @Inject private Artifacts artifacts;
  @Inject private ProjectRepository projects;
  @Inject private KnownLabels known;
  @Inject private LabelRepository labels;
  @Inject private SummaryRepository summaries;
  @Inject private TrainingSetRepository sets;
  @Inject private QueueWalkRepository walks;

  /**
   * Writes the labels that count now to the artifact store.
   *
   * @throws Conflict when they are too few to train on, or still being carried over to the label
   *     schema in force
   */
  public TrainingSet freeze(UUID projectId) {
    Project project = project(projectId);
    if (isCarrying(projectId)) {
      throw new Conflict(TrainingSetWording.CARRYING, project.getSchemaVersion());
    }
    tally(project).requireEnough();
    TrainingSet set = write(project);
    sets.add(set);
    return set;
  }

  /**
   * Whether labels are still being carried over to the label schema in force, so that what counts
   * is of two of them.
   */
  @NeedsRole(Role.EDITOR)
  public boolean isCarrying(UUID projectId) {
    return walks.isCarrying(projectId);
  }

  /** How many labels of the project count now. */
  @NeedsRole(Role.EDITOR)
  public LabelTally tally(UUID projectId) {
    return tally(project(projectId));
  }

  /**
   * How many posts, of any part, people settled after the newest label of that set; ever with null,
   * and with a set of another label schema, whose adapter answers no longer.
   */
  @NeedsRole(Role.EDITOR)
  public long settledSince(UUID projectId, @Nullable TrainingSet set) {
    Project project = project(projectId);
    boolean ofBefore = set != null && set.getSchemaVersion() != project.getSchemaVersion();
    Instant since = set == null || ofBefore ? null : set.getNewestLabelAt();
    return project.isOfSummaries()
        ? summaries.settledSince(projectId, since)
        : labels.settledSince(projectId, asked(project), since);
  }

  /** Which sets of the project hold a post; whoever asks closes it. */
  @NeedsRole(Role.EDITOR)
  public TrainingSetMembers members(UUID projectId) {
    ArtifactPaths paths = artifacts.paths();
    Map<String, Path> files = new LinkedHashMap<>();
    for (TrainingSet set : sets.list(project(projectId).getId())) {
      files.put(set.getSha256(), paths.trainingSet(context.tenantId(), set.getSha256()));
    }
    return new TrainingSetMembers(files);
  }

  private LabelTally tally(Project project) {
    if (project.isOfSummaries()) {
      return LabelTally.ofSummaries(summaries.counts(project.getId(), project.isGoldInTraining()));
    }
    CountingRules rules = rules(project);
    return LabelTally.of(
        labels.counts(project.getId(), asked(project), rules.gold()).stream()
            .filter(count -> rules.labels().contains(count.label()))
            .toList());
  }

  private TrainingSet write(Project project) {
    ArtifactPaths paths = artifacts.paths();
    UUID tenantId = context.tenantId();
    try (TrainingSetFile file = new TrainingSetFile(hash -> paths.trainingSet(tenantId, hash))) {
      Frozen frozen = new Frozen(file, project.getTask());
      if (project.isOfSummaries()) {
        addSummaries(project, frozen);
      } else {
        addLabels(project, frozen);
      }
      String sha256 = file.publish();
      return frozen.row(project, schema(project), sha256);
    }
  }

  private void addLabels(Project project, Frozen frozen) {
    CountingRules rules = rules(project);
    UUID after = LabelRepository.FIRST;
    List<SettledPost> page;
    do {
      page = labels.settled(project.getId(), after, PAGE);
      addCounted(page, rules, frozen);
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
  }

  private void addSummaries(Project project, Frozen frozen) {
    SummaryCounting rules = new SummaryCounting(project.isGoldInTraining());
    UUID after = LabelRepository.FIRST;
    List<SummedPost> page;
    do {
      page = summaries.settled(project.getId(), after, PAGE);
      addCounted(page, rules, frozen);
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
  }

  private void addCounted(List<SummedPost> page, SummaryCounting rules, Frozen frozen) {
    Map<UUID, List<GivenSummary>> given =
        summaries.given(page.stream().map(SummedPost::id).toList()).stream()
            .collect(Collectors.groupingBy(GivenSummary::postId));
    for (SummedPost post : page) {
      rules
          .summaryOf(post, given.getOrDefault(post.id(), List.of()))
          .ifPresent(summary -> frozen.add(post, summary));
    }
  }

  private void addCounted(List<SettledPost> page, CountingRules rules, Frozen frozen) {
    Map<UUID, List<GivenLabel>> given =
        labels.given(page.stream().map(SettledPost::id).toList()).stream()
            .collect(Collectors.groupingBy(GivenLabel::postId));
    for (SettledPost post : page) {
      rules
          .labelOf(post, given.getOrDefault(post.id(), List.of()))
          .ifPresent(label -> frozen.add(post, label));
    }
  }

  private Project project(UUID projectId) {
    return projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
  }

  private CountingRules rules(Project project) {
    LabelSchema schema = schema(project);
    return new CountingRules(Set.copyOf(known.of(schema)), project.isGoldInTraining());
  }

  /** The labels that the database is asked for; null for all, as sets of labels may be many. */
  private @Nullable List<String> asked(Project project) {
    return project.isMultiLabel() ? null : schema(project).getLabels();
  }

  private LabelSchema schema(Project project) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .orElseThrow(() -> NotFound.labelSchema(project.getSchemaVersion()));
  }

  /** The set as it grows. */
  private static final class Frozen {
    private final TrainingSetFile file;
    private final String task;
    private int train;
    private int development;
    private int test;
    private @Nullable Instant newest;
    private final Map<String, Long> trained = new HashMap<>();

    Frozen(TrainingSetFile file, String task) {
      this.file = file;
      this.task = task;
    }

    void add(SettledPost post, CountedLabel label) {
      file.add(
          new TrainingSetRow(
              post.id(),
              Post.whole(post.text(), post.secondText()),
              post.lang(),
              task,
              label.label(),
              null,
              post.split().name(),
              label.source().name(),
              label.arm() == null ? null : label.arm().name()));
      if (post.split() == Split.TRAIN) {
        trained.merge(label.label(), 1L, Long::sum);
      }
      count(post.split(), label.at());
    }

    void add(SummedPost post, CountedSummary summary) {
      file.add(
          new TrainingSetRow(
              post.id(),
              post.text(),
              post.lang(),
              task,
              null,
              summary.summary(),
              post.split().name(),
              summary.source().name(),
              null));
      count(post.split(), summary.at());
    }

    private void count(Split split, @Nullable Instant at) {
      if (at != null && (newest == null || at.isAfter(newest))) {
        newest = at;
      }
      switch (split) {
        case TRAIN -> train++;
        case DEVELOPMENT -> development++;
        case TEST -> test++;
        case APART -> throw new IllegalStateException("No part of a training set");
      }
    }

    TrainingSet row(Project project, LabelSchema schema, String sha256) {
      return new TrainingSet(
          project.getId(),
          sha256,
          project.getSchemaVersion(),
          new PartSizes(train, development, test),
          newest,
          schema.isMultiLabel() ? LabelCandidates.of(schema.getLabels(), trained) : null,
          Instant.now());
    }
  }
}
