package io.qalam.ingestion;

import io.qalam.ingestion.model.LabelSetRepository;
import io.qalam.labelschema.model.LabelCandidates;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which texts a label of a project may be: the labels of its schema and, where posts have several,
 * the sets of them that its posts have.
 */
@ApplicationScoped
public class KnownLabels {

  @Inject private LabelSetRepository sets;

  /** All of them that the schema knows. */
  public List<String> of(LabelSchema schema) {
    return schema.isMultiLabel()
        ? Stream.concat(schema.getLabels().stream(), inUse(schema)).distinct().toList()
        : schema.getLabels();
  }

  private Stream<String> inUse(LabelSchema schema) {
    return sets.seen(schema.getProjectId()).stream()
        .filter(text -> schema.read(text).filter(text::equals).isPresent());
  }

  /** The labels, and the sets that most posts were settled on, as few as a model is asked for. */
  public List<String> mostFrequent(LabelSchema schema) {
    return schema.isMultiLabel()
        ? LabelCandidates.of(schema.getLabels(), sets.settled(schema.getProjectId()))
        : schema.getLabels();
  }

  /** What a model that nobody trained yet is asked to choose between in a multi-label project. */
  public List<String> candidates(Project project, LabelSchema schema) {
    return LabelCandidates.of(
        schema.getLabels(), sets.inTraining(project.getId(), project.isGoldInTraining()));
  }
}
