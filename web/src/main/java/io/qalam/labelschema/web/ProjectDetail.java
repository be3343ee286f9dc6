package io.qalam.labelschema.web;

import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectSettings;
import io.qalam.labelschema.model.SecondText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project as REST shows it. */
public record ProjectDetail(
    UUID id,
    String name,
    String task,
    Answer answer,
    List<String> languages,
    @Nullable SecondText secondText,
    boolean multiLabel,
    List<String> labels,
    List<String> instructions,
    int schemaVersion,
    ProjectSettings settings,
    Instant createdAt) {

  static ProjectDetail of(Project project, LabelSchema schema) {
    return new ProjectDetail(
        project.getId(),
        project.getName(),
        project.getTask(),
        project.getAnswer(),
        project.getLanguages(),
        project.getSecondText(),
        project.isMultiLabel(),
        schema.getLabels(),
        schema.getInstructions(),
        schema.getVersion(),
        settings(project),
        project.getCreatedAt());
  }

  private static ProjectSettings settings(Project project) {
    return new ProjectSettings(
        project.getName(),
        project.getOverlap(),
        project.getMaxOverlap(),
        project.getQueryStrategy(),
        project.getStrategyMix(),
        project.isRouteByLanguage(),
        project.getCheckShare(),
        project.isGoldAsChecks(),
        project.getRandomShare(),
        project.getBlindShare(),
        project.getLeaseSeconds(),
        project.isGoldInTraining(),
        project.getGateDelta(),
        project.getRatchetDelta(),
        project.getUndecided(),
        project.getServed());
  }
}
