package io.qalam.evaluation;

import static io.qalam.labelschema.model.Undecided.AWAIT_APPROVAL;
import static io.qalam.labelschema.model.Undecided.PROMOTE_IF_MEAN_NOT_NEGATIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.evaluation.Gate.Measured;
import io.qalam.evaluation.GateVerdict.Outcome;
import io.qalam.evaluation.GateVerdict.Reason;
import io.qalam.labelschema.model.Undecided;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gate as a table; delta 0.05, ratchet 0.10. */
class GateTest {

  private static final float DELTA = 0.05f;
  private static final float RATCHET = 0.10f;
  private static final Float NONE = null;

  private static Measured row(String lang, double lower, double upper) {
    float difference = (float) ((lower + upper) / 2);
    return new Measured("sentiment", lang, 60, 0.7f, difference, (float) lower, (float) upper);
  }

  static Stream<Arguments> candidates() {
    Undecided wait = AWAIT_APPROVAL;
    Undecided mean = PROMOTE_IF_MEAN_NOT_NEGATIVE;
    return Stream.of(
        Arguments.of(
            "clearly better", wait, .70, NONE, "PROMOTE BOUNDS_HOLD ar", row("ar", .10, .30), null),
        Arguments.of(
            "first one, much better, few posts",
            wait,
            .60,
            NONE,
            "PROMOTE BOUNDS_HOLD ar",
            row("ar", .01, .55),
            null),
        Arguments.of(
            "the same", wait, .70, .70, "PROMOTE BOUNDS_HOLD ar", row("ar", -.04, .04), null),
        Arguments.of(
            "exactly at −δ",
            wait,
            .70,
            .70,
            "PROMOTE BOUNDS_HOLD ar",
            row("ar", -DELTA, .20),
            null),
        Arguments.of(
            "a hair below −δ",
            wait,
            .70,
            .70,
            "AWAIT_APPROVAL TOO_FEW_POSTS ar",
            row("ar", -.0501, .20),
            null),
        Arguments.of(
            "surely worse, within δ",
            wait,
            .69,
            .70,
            "PROMOTE BOUNDS_HOLD ar",
            row("ar", -.04, -.01),
            null),
        Arguments.of(
            "surely worse, beyond δ",
            wait,
            .60,
            .70,
            "REJECT CERTAINLY_WORSE ar",
            row("ar", -.20, -.01),
            null),
        Arguments.of(
            "upper bound exactly zero",
            wait,
            .65,
            .70,
            "AWAIT_APPROVAL TOO_FEW_POSTS ar",
            row("ar", -.20, 0),
            null),
        Arguments.of(
            "rejected whatever the setting",
            mean,
            .60,
            .70,
            "REJECT CERTAINLY_WORSE ar",
            row("ar", -.20, -.01),
            null),
        Arguments.of(
            "better in one, worse in the other",
            wait,
            .70,
            .70,
            "REJECT CERTAINLY_WORSE hi",
            row("ar", .20, .40),
            row("hi", -.30, -.10)),
        Arguments.of(
            "better in one, unsure in the other",
            wait,
            .70,
            .70,
            "AWAIT_APPROVAL TOO_FEW_POSTS hi",
            row("ar", .20, .40),
            row("hi", -.30, .10)),
        Arguments.of(
            "both hold, the weaker is named",
            wait,
            .70,
            .70,
            "PROMOTE BOUNDS_HOLD hi",
            row("ar", .20, .40),
            row("hi", -.02, .10)),
        Arguments.of(
            "unsure, mean above zero",
            mean,
            .70,
            .70,
            "PROMOTE MEAN_HOLDS ar",
            row("ar", -.10, .30),
            null),
        Arguments.of(
            "unsure, mean exactly zero",
            mean,
            .70,
            .70,
            "PROMOTE MEAN_HOLDS ar",
            row("ar", -.25, .25),
            null),
        Arguments.of(
            "unsure, mean below zero",
            mean,
            .70,
            .70,
            "AWAIT_APPROVAL MEAN_NEGATIVE ar",
            row("ar", -.30, .20),
            null),
        Arguments.of(
            "unsure in one, mean of both above",
            mean,
            .70,
            .70,
            "PROMOTE MEAN_HOLDS hi",
            row("ar", .20, .40),
            row("hi", -.30, .10)),
        Arguments.of(
            "exactly at the ratchet",
            wait,
            .60,
            .70,
            "PROMOTE BOUNDS_HOLD ar",
            row("ar", 0, .10),
            null),
        Arguments.of(
            "below the ratchet",
            wait,
            .59,
            .70,
            "AWAIT_APPROVAL BELOW_BEST ar",
            row("ar", 0, .10),
            null),
        Arguments.of(
            "below the ratchet, mean promotes not",
            mean,
            .59,
            .70,
            "AWAIT_APPROVAL BELOW_BEST ar",
            row("ar", 0, .10),
            null),
        Arguments.of(
            "below the ratchet and unsure",
            mean,
            .59,
            .70,
            "AWAIT_APPROVAL BELOW_BEST ar",
            row("ar", -.30, .40),
            null),
        Arguments.of(
            "below the ratchet and surely worse",
            wait,
            .50,
            .70,
            "REJECT CERTAINLY_WORSE ar",
            row("ar", -.04, -.01),
            null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("candidates")
  void theVerdictIs(
      String name,
      Undecided undecided,
      double candidateF1,
      Number best,
      String expected,
      Measured first,
      Measured second) {
    List<Measured> rows = second == null ? List.of(first) : List.of(first, second);
    Optional<Float> bestEverLive = Optional.ofNullable(best).map(Number::floatValue);
    GateVerdict verdict =
        new Gate(DELTA, RATCHET, undecided).judge(rows, (float) candidateF1, bestEverLive);
    assertThat(verdict.outcome() + " " + verdict.reason() + " " + verdict.deciding().lang())
        .as(name)
        .isEqualTo(expected);
  }

  @Test
  void withoutAnyFigureAnAdminDecides() {
    Gate gate = new Gate(DELTA, RATCHET, PROMOTE_IF_MEAN_NOT_NEGATIVE);
    Measured empty = new Measured("sentiment", "ar", 0, 0, 0, 0, 0);
    Measured unknown = new Measured("sentiment", "hi", 9, 0.5f, 0, Float.NaN, Float.NaN);
    for (List<Measured> rows : List.of(List.<Measured>of(), List.of(empty), List.of(unknown))) {
      GateVerdict verdict = gate.judge(rows, 0.9f, Optional.empty());
      assertThat(verdict.outcome()).isEqualTo(Outcome.AWAIT_APPROVAL);
      assertThat(verdict.reason()).isEqualTo(Reason.NOTHING_MEASURED);
    }
  }

  @Test
  void theVerdictNamesItsNumbers() {
    GateVerdict verdict =
        new Gate(DELTA, RATCHET, AWAIT_APPROVAL)
            .judge(List.of(row("ar", -.20, -.01)), 0.6f, Optional.of(0.7f));
    assertThat(verdict.inWords())
        .isEqualTo(
            "Rejected: the candidate is certainly worse on sentiment/ar: -0.105,"
                + " interval -0.200 to -0.010, 60 posts.");
    assertThat(verdict.toDetail())
        .containsEntry("outcome", "REJECT")
        .containsEntry("lower", -.20f)
        .containsEntry("upper", -.01f)
        .containsEntry("posts", 60);
  }
}
