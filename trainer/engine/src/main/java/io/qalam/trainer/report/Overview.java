package io.qalam.trainer.report;

import io.qalam.trainer.recipe.RecipeTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Means over datasets, each with its own metric as the LlamaLens paper takes them.
 *
 * @param by what groups the datasets
 * @param groups by name
 */
public record Overview(By by, List<Group> groups) {

  /** What datasets may be grouped by. */
  public enum By {
    ALL,
    CAPABILITY,
    TASK,
    LANGUAGE
  }

  /**
   * Some datasets.
   *
   * @param means of the subjects' written answers, and scored ones, over the datasets that have
   *     them
   * @param llamaLens mean over the datasets whose published figure is known and comparable; absent
   *     where there is none
   * @param stateOfTheArt likewise
   * @param sameRows whether all comparable figures are known to be of the same rows
   * @param notComparable datasets whose published figures are known and not of the same labels,
   *     task or metric, or of others than all rows
   */
  public record Group(
      String name,
      int datasets,
      List<Mean> means,
      @Nullable Mean llamaLens,
      @Nullable Mean stateOfTheArt,
      boolean sameRows,
      int notComparable) {

    /** A subject's mean, where it was measured in that way on any dataset. */
    public Optional<Mean> of(Subject subject, Way way) {
      return means.stream()
          .filter(mean -> mean.subject() == subject && mean.way() == way)
          .findFirst();
    }
  }

  /** A mean over so many datasets; subject and way are absent for published figures. */
  public record Mean(@Nullable Subject subject, @Nullable Way way, double value, int datasets) {}

  /** The overviews of a report: of all datasets, by capability, by task, by language. */
  public static List<Overview> of(List<DatasetFigures> datasets) {
    List<Overview> overviews = new ArrayList<>();
    for (By by : By.values()) {
      Map<String, List<DatasetFigures>> groups = new TreeMap<>();
      datasets.forEach(
          one -> groups.computeIfAbsent(name(by, one), n -> new ArrayList<>()).add(one));
      overviews.add(
          new Overview(
              by, groups.entrySet().stream().map(e -> group(e.getKey(), e.getValue())).toList()));
    }
    return overviews;
  }

  private static String name(By by, DatasetFigures one) {
    return switch (by) {
      case ALL -> "all";
      case CAPABILITY ->
          RecipeTask.of(one.measured().task())
              .map(task -> task.capability().name().toLowerCase(Locale.ROOT))
              .orElse("other");
      case TASK -> one.measured().task();
      case LANGUAGE -> one.measured().language();
    };
  }

  private static Group group(String name, List<DatasetFigures> members) {
    List<Mean> means = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      for (Way way : Way.values()) {
        List<Double> values =
            members.stream()
                .flatMap(one -> one.main(subject, way).stream())
                .map(Figure::value)
                .toList();
        mean(subject, way, values).ifPresent(means::add);
      }
    }
    return new Group(
        name,
        members.size(),
        means,
        published(members, Published::llamaLens),
        published(members, Published::stateOfTheArt),
        members.stream()
            .map(DatasetFigures::published)
            .filter(Published::isComparable)
            .allMatch(Published::sameRows),
        (int)
            members.stream()
                .filter(one -> one.published().isKnown() && !one.published().isComparable())
                .count());
  }

  private static @Nullable Mean published(
      List<DatasetFigures> members, Function<Published, @Nullable Double> figure) {
    List<Double> values = new ArrayList<>();
    for (DatasetFigures one : members) {
      Double value = figure.apply(one.published());
      if (value != null && one.published().isComparable()) {
        values.add(value);
      }
    }
    return mean(null, null, values).orElse(null);
  }

  private static Optional<Mean> mean(
      @Nullable Subject subject, @Nullable Way way, List<Double> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Mean(
                subject,
                way,
                values.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                values.size()));
  }
}
