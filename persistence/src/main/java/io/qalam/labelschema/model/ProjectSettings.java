package io.qalam.labelschema.model;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a project is worked on; a component that is null keeps the value in force.
 *
 * @param overlap reviewers wanted for each post, 1 to 9
 * @param maxOverlap reviewers asked at most where the first ones disagree, 1 to 9; what is not
 *     above {@code overlap} asks nobody more
 * @param strategyMix for {@code MIXTURE}: strategies and their shares, which sum to 1
 * @param routeByLanguage whether a post goes only to members who read its language
 * @param checkShare share of tasks whose label is known, to see how well members answer, 0 to 0.5
 * @param goldAsChecks whether labels that came with the import serve as such, beside editors'
 *     decisions
 * @param randomShare share of tasks in the random arm, 0 to 1
 * @param blindShare share of tasks in the blind arm, 0 to 1
 * @param leaseSeconds how long a reviewer holds a task, 10 to 86,400 s
 * @param goldInTraining whether labels that came with the import are trained on
 * @param gateDelta by how much the lower bound of the difference may lie below zero, 0 to 1
 * @param ratchetDelta how far a candidate may lie below the best adapter ever live, 0 to 1
 * @param served which of its models answers
 */
public record ProjectSettings(
    @Nullable String name,
    @Nullable Integer overlap,
    @Nullable Integer maxOverlap,
    @Nullable QueryStrategy queryStrategy,
    @Nullable Map<String, Double> strategyMix,
    @Nullable Boolean routeByLanguage,
    @Nullable Float checkShare,
    @Nullable Boolean goldAsChecks,
    @Nullable Float randomShare,
    @Nullable Float blindShare,
    @Nullable Integer leaseSeconds,
    @Nullable Boolean goldInTraining,
    @Nullable Float gateDelta,
    @Nullable Float ratchetDelta,
    @Nullable Undecided undecided,
    @Nullable Served served) {

  /** The settings that are given, by name. */
  public Map<String, Object> given() {
    Map<String, Object> given = new LinkedHashMap<>();
    for (RecordComponent setting : getClass().getRecordComponents()) {
      Object value = valueOf(setting);
      if (value != null) {
        given.put(setting.getName(), value instanceof Enum<?> choice ? choice.name() : value);
      }
    }
    return given;
  }

  private @Nullable Object valueOf(RecordComponent setting) {
    try {
      return setting.getAccessor().invoke(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record's own accessor can be called", e);
    }
  }

  /** The same settings with another name; null keeps the name in force. */
  public ProjectSettings named(@Nullable String newName) {
    return new ProjectSettings(
        newName,
        overlap,
        maxOverlap,
        queryStrategy,
        strategyMix,
        routeByLanguage,
        checkShare,
        goldAsChecks,
        randomShare,
        blindShare,
        leaseSeconds,
        goldInTraining,
        gateDelta,
        ratchetDelta,
        undecided,
        served);
  }
}
