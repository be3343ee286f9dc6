package io.qalam.adjudication;

import io.qalam.account.model.Role;
import io.qalam.adjudication.Coefficient.Basis;
import io.qalam.adjudication.model.PostSample;
import io.qalam.adjudication.model.QualityRepository;
import io.qalam.adjudication.model.ScoredPost;
import io.qalam.adjudication.model.SharedLabel;
import io.qalam.ingestion.KnownLabels;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.labelschema.AnswerKinds;
import io.qalam.labelschema.LabelSchemaWording;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.LeasedTask.ShownPost;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says how good a project's labels are: how far annotators agree, whom to trust, which labels to
 * look at again, and how far people follow the screen.
 *
 * <p>Everything is reckoned from the labels in force when it is asked for, and stored nowhere.
 */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class QualityService {

  @Inject private ProjectRepository projects;
  @Inject private QualityRepository quality;
  @Inject private KnownLabels known;
  @Inject private PostRepository posts;

  /** How far the project's annotators agree. */
  public Agreement agreement(UUID projectId) {
    return agreement(projectId, Instant.EPOCH, PostSample.ALL);
  }

  /** How far the project's annotators agree, over a sample's labels given since a moment. */
  public Agreement agreement(UUID projectId, Instant since, PostSample sample) {
    LabelSchema schema = schema(projectId, LabelSchemaWording.AGREEMENT);
    List<String> labels = schema.getLabels();
    AgreementTally tally = new AgreementTally();
    try (Stream<SharedLabel> given = quality.sharedLabels(projectId, since, sample)) {
      given.forEachOrdered(tally::add);
    }
    return tally.isEmpty()
        ? Agreement.absent(whyNothingIsShared(projectId), labels)
        : tally.agreement(labels, schema.isMultiLabel());
  }

  private Basis whyNothingIsShared(UUID projectId) {
    return quality.annotators(projectId) > 1 ? Basis.NO_OVERLAP : Basis.ONE_ANNOTATOR;
  }

  /** How far each annotator can be trusted, by the labels of shared and of decided posts. */
  public Competence competence(UUID projectId) {
    List<String> labels = known.mostFrequent(schema(projectId, LabelSchemaWording.COMPETENCE));
    Votes votes = new Votes(labels);
    try (Stream<SharedLabel> given = quality.teachingLabels(projectId)) {
      given.forEachOrdered(label -> votes.add(label.postId(), label.accountId(), label.label()));
    }
    try (Stream<Object[]> gold = quality.gold(projectId)) {
      gold.forEachOrdered(decision -> votes.know((UUID) decision[0], (String) decision[1]));
    }
    return votes.teach()
        ? Competence.of(votes, DawidSkene.of(votes), labels)
        : Competence.absent(whyNothingIsShared(projectId), labels);
  }

  /** How far people follow a label because it is on the screen. */
  public OverAcceptance overAcceptance(UUID projectId) {
    return overAcceptance(projectId, Instant.EPOCH, PostSample.ALL);
  }

  /** How far people followed the screen since a moment, at a sample's posts. */
  public OverAcceptance overAcceptance(UUID projectId, Instant since, PostSample sample) {
    Project found = project(projectId);
    AnswerKinds.requireLabels(found, LabelSchemaWording.OVER_ACCEPTANCE);
    UUID project = found.getId();
    return OverAcceptance.of(
        quality.accepted(project, since, sample), quality.sameWhenBlind(project, since, sample));
  }

  /** Labels that annotators settled on and that are probably wrong. */
  public LabelErrors labelErrors(UUID projectId) {
    LabelSchema schema = schema(projectId, LabelSchemaWording.LABEL_ERRORS);
    List<Integer> versions = projects.history(projectId).sameAs(schema.getVersion());
    List<String> labels = known.mostFrequent(schema);
    ConfidentLearning learning = new ConfidentLearning(labels);
    try (Stream<ScoredPost> posts =
        quality.outOfSample(projectId, versions, LabelErrors.MOST_PREDICTIONS)) {
      posts.forEachOrdered(learning::add);
    }
    return learning.errors(quality.settled(projectId, labels));
  }

  /** Posts that a list names, as everybody may see them, by id. */
  public Map<UUID, ShownPost> posts(Collection<UUID> ids) {
    return posts.findAll(ids).stream().collect(Collectors.toMap(Post::getId, ShownPost::of));
  }

  /** The label schema that a part is reckoned by; refuses it where there are no labels. */
  private LabelSchema schema(UUID projectId, LabelSchemaWording part) {
    Project project = project(projectId);
    AnswerKinds.requireLabels(project, part);
    return projects
        .schema(projectId, project.getSchemaVersion())
        .orElseThrow(() -> NotFound.labelSchema(projectId));
  }

  private Project project(UUID projectId) {
    return projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
  }
}
