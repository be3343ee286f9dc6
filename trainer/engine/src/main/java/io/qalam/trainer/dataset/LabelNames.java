package io.qalam.trainer.dataset;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One spelling for each label: lower case, hyphens for underscores, aliases resolved. */
final class LabelNames {

  private final List<String> labels;
  private final Map<String, String> known = new HashMap<>();

  LabelNames(DatasetSpec spec) {
    labels = spec.labels().stream().map(LabelNames::unified).toList();
    labels.forEach(label -> known.put(label, label));
    spec.aliases().forEach((alias, label) -> known.put(unified(alias), unified(label)));
  }

  /** The label space, in its own order. */
  List<String> labels() {
    return labels;
  }

  /** The label that a dataset's spelling stands for. */
  Optional<String> of(String spelling) {
    return Optional.ofNullable(known.get(unified(spelling)));
  }

  static String unified(String label) {
    return Normalizer.normalize(label, Normalizer.Form.NFKC)
        .strip()
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }
}
