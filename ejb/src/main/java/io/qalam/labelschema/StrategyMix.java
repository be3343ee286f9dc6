package io.qalam.labelschema;

import io.qalam.labelschema.model.QueryStrategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of a mixture of query strategies: known names, shares above 0, together 1. */
final class StrategyMix {

  /** How far rounding may carry the sum of the shares from 1. */
  private static final double ROUNDING = 0.001;

  private static final List<String> NAMES =
      QueryStrategy.single().stream().map(QueryStrategy::name).toList();

  private StrategyMix() {}

  /** Checks a mixture; null is left out and right. */
  static void check(FieldCheck check, @Nullable Map<String, Double> mix) {
    if (mix == null) {
      return;
    }
    mix.forEach((name, share) -> check(check, name, share));
    double sum = mix.values().stream().mapToDouble(share -> share == null ? 0 : share).sum();
    check.require(Math.abs(sum - 1) <= ROUNDING, "strategyMix", LabelSchemaWording.SHARES_SUM, sum);
  }

  private static void check(FieldCheck check, String name, @Nullable Double share) {
    String field = "strategyMix." + name;
    check.require(NAMES.contains(name), field, LabelSchemaWording.NO_STRATEGY, NAMES);
    check.require(share != null && share > 0 && share <= 1, field, LabelSchemaWording.SHARE);
  }
}
