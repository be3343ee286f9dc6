package io.qalam.labelschema;

import io.qalam.labelschema.model.Project;
import io.qalam.tenant.Conflict;

/** Keeps what is reckoned from labels away from projects of summaries, and the other way. */
public final class AnswerKinds {

  private AnswerKinds() {}

  /**
   * Lets a project of labels pass.
   *
   * @param what is asked for, as the refusal names it
   * @throws Conflict where the project's posts get summaries
   */
  public static void requireLabels(Project project, LabelSchemaWording what) {
    if (project.isOfSummaries()) {
      throw new Conflict(LabelSchemaWording.OF_LABELS_ALONE, what);
    }
  }

  /**
   * Lets a project of summaries pass.
   *
   * @param what is asked for, as the refusal names it
   * @throws Conflict where the project's posts get labels
   */
  public static void requireSummaries(Project project, LabelSchemaWording what) {
    if (!project.isOfSummaries()) {
      throw new Conflict(LabelSchemaWording.OF_SUMMARIES_ALONE, what);
    }
  }
}
