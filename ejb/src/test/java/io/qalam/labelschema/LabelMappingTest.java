package io.qalam.labelschema;

import static io.qalam.labelschema.LabelSchemaWording.*;
import static io.qalam.labelschema.model.Fate.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qalam.labelschema.model.Fate;
import io.qalam.labelschema.model.LabelChange;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Sentence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelMappingTest {

  private static final List<String> FORMER = List.of("سعيد", "दुखी", "angry", "calm");

  @Test
  void aLabelWithoutALineStays() {
    assertThat(map(FORMER)).extracting(LabelChange::becomes).containsOnly(KEPT);
  }

  @Test
  void labelsAreRenamedMergedSplitAndRetiredAtOnce() {
    List<LabelChange> changes =
        map(
            List.of("فرح", "upset", "outraged", "irritated"),
            line("سعيد", RENAMED, "فرح"),
            line("दुखी", RENAMED, "upset"),
            line("angry", SPLIT, "outraged", "irritated"),
            line("calm", RETIRED));
    assertThat(changes)
        .extracting(change -> change.image().orElse(null))
        .containsExactly("فرح", "upset", null, null);
  }

  @Test
  void twoLabelsExchangeTheirNames() {
    List<LabelChange> changes =
        map(FORMER, line("angry", RENAMED, "calm"), line("calm", RENAMED, "angry"));
    assertThat(changes.get(2).image()).contains("calm");
    assertThat(changes.get(3).image()).contains("angry");
  }

  @Test
  void aNameThatAnotherLabelLeavesMayBeTaken() {
    List<LabelChange> changes =
        map(
            List.of("سعيد", "दुखी", "calm", "still"),
            line("angry", RENAMED, "calm"),
            line("calm", RENAMED, "still"));
    assertThat(changes.get(2).image()).contains("calm");
    assertThat(changes.get(3).image()).contains("still");
  }

  @Test
  void labelsAreMergedIntoOneThatStaysOrIntoANewOne() {
    assertThat(map(List.of("سعيد", "दुखी", "angry"), line("calm", MERGED, "سعيد")).get(3).image())
        .contains("سعيد");
    assertThat(
            map(
                List.of("سعيد", "दुखी", "roused"),
                line("angry", MERGED, "roused"),
                line("calm", MERGED, "roused")))
        .extracting(change -> change.image().orElse(null))
        .containsExactly("سعيد", "दुखी", "roused", "roused");
  }

  @Test
  void aLabelMayBeSplitIntoItselfAndAnother() {
    assertThat(
            map(
                    List.of("سعيد", "दुखी", "angry", "furious", "calm"),
                    line("angry", SPLIT, "angry", "furious"))
                .get(2)
                .image())
        .isEmpty();
  }

  @Test
  void whatDoesNotGoIsRefusedByItsName() {
    List<String> three = List.of("سعيد", "दुखी", "angry");
    assertThat(refused(three)).containsExactly("changes NOT_SAID");
    assertThat(refused(FORMER, line("sad", RENAMED, "calm")))
        .containsExactly("changes.0.label UNKNOWN_LABEL");
    assertThat(refused(three, line("calm", null)))
        .containsExactly("changes.0.becomes MISSING_ONE_OF");
    assertThat(refused(three, line("calm", RETIRED), line("calm", RETIRED)))
        .containsExactly("changes.1.label TWICE");
    assertThat(refused(three, line("calm", RENAMED, "angry")))
        .as("onto a label that stays")
        .containsExactly("changes.0 RENAMED_ONTO");
    assertThat(refused(three, line("calm", RENAMED))).containsExactly("changes.0 ONE_TARGET");
    assertThat(refused(three, line("calm", RENAMED, "peaceful")))
        .containsExactly("changes.0 NO_NEW_LABEL");
    assertThat(refused(FORMER, line("calm", RENAMED, "calm")))
        .containsExactly("changes.0 ONTO_ITSELF");
    assertThat(refused(FORMER, line("calm", MERGED, "calm")))
        .containsExactly("changes.0 ONTO_ITSELF");
    assertThat(refused(List.of("سعيد", "दुखी", "angry", "still"), line("calm", MERGED, "still")))
        .containsExactly("changes.0 MERGED_ALONE");
    assertThat(refused(FORMER, line("angry", MERGED, "calm"), line("calm", MERGED, "angry")))
        .containsExactly("changes.0 CIRCLE", "changes.1 CIRCLE");
    assertThat(refused(List.of("سعيد", "दुखी", "angry", "still"), line("calm", SPLIT, "still")))
        .containsExactly("changes.0 SPLIT_INTO_ONE");
    assertThat(refused(three, line("calm", RETIRED, "angry")))
        .containsExactly("changes.0 TAKES_NONE");
    assertThat(refused(FORMER, line("calm", RETIRED))).containsExactly("changes.0 STILL_THERE");
    assertThat(refused(three, line("calm", KEPT))).containsExactly("changes.0 NOT_AMONG_THE_NEW");
  }

  @Test
  void aCircleOfThreeIsOneToo() {
    assertThat(
            refused(
                FORMER,
                line("दुखी", MERGED, "angry"),
                line("angry", MERGED, "calm"),
                line("calm", MERGED, "दुखी")))
        .containsExactly("changes.0 CIRCLE", "changes.1 CIRCLE", "changes.2 CIRCLE");
  }

  @Test
  void namesThatDifferInTheirEncodingAloneAreTheSame() {
    Invalid refused =
        catchThrowableOfType(
            Invalid.class, () -> new NewLabelSchema(List.of("caf\u00e9", "cafe\u0301"), null));
    assertThat(refused.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.field()).isEqualTo("labels.1"))
        .satisfies(error -> assertThat(name(error.problem())).isEqualTo("TWICE"));
  }

  private static NewLabelChange line(String label, @Nullable Fate becomes, String... into) {
    return new NewLabelChange(label, becomes, List.of(into));
  }

  private static List<LabelChange> map(List<String> labels, NewLabelChange... lines) {
    return LabelMapping.of(FORMER, labels, List.of(lines));
  }

  private static List<String> refused(List<String> labels, NewLabelChange... lines) {
    return catchThrowableOfType(Invalid.class, () -> map(labels, lines)).errors().stream()
        .map(error -> error.field() + " " + name(error.problem()))
        .toList();
  }

  private static String name(Sentence problem) {
    return problem.wording().name();
  }
}
