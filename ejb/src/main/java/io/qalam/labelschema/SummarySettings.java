package io.qalam.labelschema;

import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.labelschema.model.Served;
import java.util.Collection;
import java.util.List;

/**
 * Settings that have a meaning for labels alone.
 *
 * <p>A summary has one confidence and no spread over answers, nobody's summary is the same as
 * another's, and no yardstick writes one.
 */
final class SummarySettings {

  private SummarySettings() {}

  /**
   * Lets a project of labels pass, and one of summaries whose settings have a meaning.
   *
   * @throws io.qalam.tenant.Invalid naming every setting that has none
   */
  static void check(Project project) {
    if (!project.isOfSummaries()) {
      return;
    }
    FieldCheck check = new FieldCheck();
    boolean mixture = project.getQueryStrategy() == QueryStrategy.MIXTURE;
    check.require(
        mixture || !project.getQueryStrategy().needsLabels(),
        "queryStrategy",
        LabelSchemaWording.STRATEGY_OF_LABELS,
        names(List.of(project.getQueryStrategy())));
    check.require(
        !mixture
            || project.strategyShares().keySet().stream().noneMatch(QueryStrategy::needsLabels),
        "strategyMix",
        LabelSchemaWording.STRATEGY_OF_LABELS,
        names(project.strategyShares().keySet()));
    check.require(project.getCheckShare() == 0, "checkShare", LabelSchemaWording.CHECKS_OF_LABELS);
    check.require(!project.isGoldAsChecks(), "goldAsChecks", LabelSchemaWording.CHECKS_OF_LABELS);
    check.require(
        project.getServed() == Served.ADAPTER, "served", LabelSchemaWording.SERVED_OF_LABELS);
    check.require(
        project.getMaxOverlap() <= project.getOverlap(),
        "maxOverlap",
        LabelSchemaWording.MORE_OF_LABELS,
        project.getOverlap());
    check.done();
  }

  private static List<String> names(Collection<QueryStrategy> strategies) {
    return strategies.stream().filter(QueryStrategy::needsLabels).map(QueryStrategy::name).toList();
  }
}
