package io.qalam.adjudication;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.adjudication.model.SharedLabel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Tables of labels as papers print them: a row for each annotator, a letter for each post, a dot
 * for a gap.
 */
final class Codings {

  static final Instant THEN = Instant.parse("2026-11-25T10:00:00Z");

  private Codings() {}

  static UUID annotator(int number) {
    return new UUID(0, number + 1L);
  }

  static UUID post(int number) {
    return new UUID(1, number + 1L);
  }

  static List<SharedLabel> labels(List<String> rows) {
    int posts = rows.get(0).length();
    assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(posts));
    List<SharedLabel> labels = new ArrayList<>();
    for (int post = 0; post < posts; post++) {
      for (int row = 0; row < rows.size(); row++) {
        String label = rows.get(row).substring(post, post + 1);
        if (!label.equals(".")) {
          labels.add(new SharedLabel(post(post), annotator(row), label, THEN));
        }
      }
    }
    return labels;
  }

  static Agreement agreement(List<String> rows) {
    AgreementTally tally = new AgreementTally();
    labels(rows).forEach(tally::add);
    List<String> used = labels(rows).stream().map(SharedLabel::label).distinct().sorted().toList();
    return tally.agreement(used, false);
  }
}
