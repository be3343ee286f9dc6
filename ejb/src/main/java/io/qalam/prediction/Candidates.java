package io.qalam.prediction;

import io.qalam.ingestion.KnownLabels;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.prediction.model.CandidateRepository;
import io.qalam.prediction.model.LiveNow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which label sets the workers are asked to choose between in a multi-label project: those that
 * what answers was trained on, or those seen so far where nothing was trained yet.
 */
@ApplicationScoped
class Candidates {

  @Inject private CandidateRepository candidates;
  @Inject private KnownLabels known;

  /** The sets; null in a project whose posts have one label. */
  @Nullable List<String> of(Project project, LabelSchema schema, LiveNow live) {
    if (!schema.isMultiLabel()) {
      return null;
    }
    UUID model = live.adapterId();
    List<String> trained = model == null ? List.of() : candidates.of(model);
    boolean stillKnown =
        !trained.isEmpty() && trained.stream().allMatch(set -> schema.read(set).isPresent());
    return stillKnown ? trained : known.candidates(project, schema);
  }
}
