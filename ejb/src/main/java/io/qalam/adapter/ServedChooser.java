package io.qalam.adapter;

import io.qalam.adapter.ServedChoice.Figures;
import io.qalam.evaluation.DevelopmentFigures;
import io.qalam.evaluation.model.EvaluationRepository;
import io.qalam.labelschema.model.Project;
import io.qalam.training.model.StoredYardstick;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import io.qalam.training.model.YardstickRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what a {@link ServedChoice} hangs on.
 *
 * <p>The newest yardstick is held against the live adapter by the yardstick's own run, which
 * measured it beside its candidate and beside what was live then, all on the same posts. An adapter
 * that was neither of the two has no figure to compare.
 */
@ApplicationScoped
class ServedChooser {

  @Inject private YardstickRepository yardsticks;
  @Inject private TrainingRunRepository runs;
  @Inject private EvaluationRepository evaluations;

  /**
   * A choice, and the yardstick that answers.
   *
   * @param yardstick null where the adapter or the base model answers
   */
  record Chosen(ServedChoice choice, @Nullable StoredYardstick yardstick) {

    @Nullable UUID yardstickId() {
      return yardstick == null ? null : yardstick.getId();
    }
  }

  /** What is to answer in the project with this adapter live; null is the base model alone. */
  Chosen choose(Project project, @Nullable UUID liveId) {
    Optional<StoredYardstick> newest =
        yardsticks.newest(project.getId(), project.getSchemaVersion());
    Figures figures = newest.flatMap(found -> figures(found, liveId)).orElse(null);
    ServedChoice choice = ServedChoice.of(project.getServed(), newest.isPresent(), figures);
    return new Chosen(choice, choice.yardstick() ? newest.orElseThrow() : null);
  }

  private Optional<Figures> figures(StoredYardstick yardstick, @Nullable UUID liveId) {
    return runs.find(yardstick.getRunId())
        .flatMap(
            run ->
                DevelopmentFigures.of(evaluations.report(run.getId()))
                    .flatMap(measured -> figures(run, measured, liveId)));
  }

  private static Optional<Figures> figures(
      TrainingRun run, DevelopmentFigures measured, @Nullable UUID liveId) {
    Float yardstick = measured.yardstick();
    if (yardstick == null) {
      return Optional.empty();
    }
    if (run.candidateId().equals(liveId)) {
      return Optional.of(new Figures(yardstick, measured.candidate()));
    }
    return Objects.equals(run.getParentAdapterId(), liveId)
        ? Optional.of(new Figures(yardstick, measured.live()))
        : Optional.empty();
  }
}
