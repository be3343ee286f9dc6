package io.qalam.trainingset;

import static io.qalam.ingestion.model.PostState.ADJUDICATED;
import static io.qalam.ingestion.model.PostState.DISPUTED;
import static io.qalam.ingestion.model.PostState.FLAGGED;
import static io.qalam.ingestion.model.PostState.LABELLED;
import static io.qalam.ingestion.model.PostState.NEW;
import static io.qalam.ingestion.model.PostState.PREDICTED;
import static io.qalam.ingestion.model.PostState.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.queue.model.Arm;
import io.qalam.trainingset.CountingRules.CountedLabel;
import io.qalam.trainingset.model.GivenLabel;
import io.qalam.trainingset.model.LabelSource;
import io.qalam.trainingset.model.SettledPost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which labels count, as a table. */
class CountingRulesTest {

  private static final UUID POST = new UUID(1, 1);
  private static final Set<String> LABELS = Set.of("إيجابي", "سلبي");
  private static final String GOOD = "إيجابي";
  private static final String BAD = "سلبي";
  private static final String OLD = "مختلط";

  /** Given labels: a letter for the source, + for GOOD, - for BAD, ? for one the schema lost. */
  static Stream<Arguments> posts() {
    return Stream.of(
        Arguments.of("accepted", LABELLED, GOOD, "a+", null, false, "ACCEPTED +1"),
        Arguments.of("corrected", LABELLED, BAD, "c-", null, false, "CORRECTED -1"),
        Arguments.of("labelled blind", LABELLED, GOOD, "l+", null, false, "LABELLED +1"),
        Arguments.of("two agree", LABELLED, GOOD, "a+ l+", null, false, "LABELLED +2"),
        Arguments.of("two differ, by mistake settled", LABELLED, BAD, "a+ c-", null, false, ""),
        Arguments.of("disputed", DISPUTED, null, "a+ c-", null, false, ""),
        Arguments.of("disputed, with gold", DISPUTED, null, "a+ c-", GOOD, true, ""),
        Arguments.of("flagged after a label", FLAGGED, null, "a+", null, false, ""),
        Arguments.of("flagged, with gold", FLAGGED, null, "", GOOD, true, ""),
        Arguments.of("one of two wanted labels", PREDICTED, null, "a+", null, false, ""),
        Arguments.of("skipped", SKIPPED, null, "", null, false, ""),
        Arguments.of(
            "decided by an editor", ADJUDICATED, BAD, "a+ c- e-", null, false, "ADJUDICATED -3"),
        Arguments.of(
            "decided against all", ADJUDICATED, BAD, "a+ l+ e-", null, false, "ADJUDICATED -3"),
        Arguments.of("decided, label gone", ADJUDICATED, OLD, "a+ e?", null, false, ""),
        Arguments.of("labelled, label gone", LABELLED, OLD, "l?", null, false, ""),
        Arguments.of("label gone, gold is not", LABELLED, OLD, "l?", GOOD, true, ""),
        Arguments.of("gold, not wanted", PREDICTED, null, "", GOOD, false, ""),
        Arguments.of("gold, wanted", PREDICTED, null, "", GOOD, true, "GOLD +"),
        Arguments.of("gold, never predicted", NEW, null, "", BAD, true, "GOLD -"),
        Arguments.of("gold, skipped by people", SKIPPED, null, "", BAD, true, "GOLD -"),
        Arguments.of("gold that the schema lost", NEW, null, "", OLD, true, ""),
        Arguments.of("people outrank gold", LABELLED, BAD, "c-", GOOD, true, "CORRECTED -1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("posts")
  void theLabelThatCountsIs(
      String name,
      PostState state,
      String finalLabel,
      String given,
      String gold,
      boolean goldCounts,
      String expected) {
    SettledPost post =
        new SettledPost(POST, "خدمة ممتازة", null, "ar", Split.TRAIN, state, finalLabel, gold);
    CountingRules rules = new CountingRules(LABELS, goldCounts);
    assertThat(rules.labelOf(post, given(given)).map(CountingRulesTest::shown).orElse(""))
        .as(name)
        .isEqualTo(expected);
  }

  @Test
  void theArmIsTheOneOfWhoReadThePostAndNoneWhereTheyDiffer() {
    GivenLabel byStrategy = given(LabelSource.ACCEPTED, Arm.STRATEGY);
    GivenLabel byChance = given(LabelSource.LABELLED, Arm.RANDOM);
    GivenLabel oneOfMany = given(LabelSource.ACCEPTED, null);
    GivenLabel decision = given(LabelSource.ADJUDICATED, null);

    assertThat(arm(LABELLED, byStrategy, byStrategy)).contains(Arm.STRATEGY);
    assertThat(arm(ADJUDICATED, byStrategy, decision)).contains(Arm.STRATEGY);
    assertThat(arm(LABELLED, oneOfMany)).isEmpty();
    assertThat(arm(LABELLED, byStrategy, byChance)).isEmpty();
  }

  private static GivenLabel given(LabelSource source, @Nullable Arm arm) {
    return new GivenLabel(POST, source, GOOD, Instant.EPOCH, arm);
  }

  private static Optional<Arm> arm(PostState state, GivenLabel... given) {
    SettledPost post =
        new SettledPost(POST, "خدمة ممتازة", null, "ar", Split.TRAIN, state, GOOD, null);
    return new CountingRules(LABELS, false).labelOf(post, List.of(given)).map(CountedLabel::arm);
  }

  private static List<GivenLabel> given(String given) {
    List<GivenLabel> labels = new ArrayList<>();
    for (String voice : given.isEmpty() ? new String[0] : given.split(" ")) {
      Instant at = Instant.ofEpochSecond(labels.size() + 1);
      labels.add(new GivenLabel(POST, source(voice.charAt(0)), label(voice.charAt(1)), at, null));
    }
    return labels;
  }

  private static LabelSource source(char letter) {
    return switch (letter) {
      case 'a' -> LabelSource.ACCEPTED;
      case 'c' -> LabelSource.CORRECTED;
      case 'l' -> LabelSource.LABELLED;
      default -> LabelSource.ADJUDICATED;
    };
  }

  private static String label(char sign) {
    return sign == '+' ? GOOD : sign == '-' ? BAD : OLD;
  }

  private static String shown(CountedLabel counted) {
    String sign = counted.label().equals(GOOD) ? "+" : "-";
    Instant at = counted.at();
    return counted.source() + " " + sign + (at == null ? "" : at.getEpochSecond());
  }
}
