package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.Temperature;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Candidate and live adapter on the same held-out posts, a few posts at a time. */
interface CandidateEvaluation {

  boolean hasNext();

  /** Measures both on the next few posts; null is the base alone. */
  void next(LabelModel model, LabelModel.Adapter candidate, LabelModel.@Nullable Adapter live);

  /**
   * The figures over all posts measured.
   *
   * @param yardstick text → index of the label; empty where there is no yardstick
   */
  List<EvaluationRow> rows(Map<String, Integer> yardstick);

  /** The candidate's temperature. */
  Temperature temperature();
}
