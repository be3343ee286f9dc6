package io.qalam.labelschema;

import static io.qalam.labelschema.model.Fate.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.labelschema.model.Fate;
import io.qalam.labelschema.model.LabelChange;
import io.qalam.labelschema.model.LabelHistory;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelHistoryTest {

  private final Project project = new Project("n", "sentiment", List.of("en"));
  private final List<LabelSchema> versions = new ArrayList<>();

  @Test
  void aRenameAfterAMergeIsFollowed() {
    version(List.of("a", "b", "c"));
    version(List.of("a", "c"), to("b", MERGED, "a"));
    version(List.of("x", "c"), to("a", RENAMED, "x"));
    assertThat(history().image("b", 1, 3)).contains("x");
    assertThat(history().image("a", 2, 3)).contains("x");
    assertThat(history().image("c", 1, 3)).contains("c");
  }

  @Test
  void allLinesOfOneVersionTakePlaceAtOnce() {
    version(List.of("a", "b"));
    version(List.of("b", "c"), to("a", RENAMED, "b"), to("b", RENAMED, "c"));
    assertThat(history().image("a", 1, 2)).contains("b");
    assertThat(history().image("b", 1, 2)).contains("c");
  }

  @Test
  void namesThatWereExchangedTwiceAreTheFirstOnes() {
    version(List.of("a", "b"));
    version(List.of("a", "b"), to("a", RENAMED, "b"), to("b", RENAMED, "a"));
    version(List.of("a", "b"), to("a", RENAMED, "b"), to("b", RENAMED, "a"));
    assertThat(history().image("a", 1, 2)).contains("b");
    assertThat(history().isSame(1, 2)).as("the same names with other meanings").isFalse();
    assertThat(history().image("a", 1, 3)).contains("a");
    assertThat(history().sameAs(3)).containsExactly(1, 3);
  }

  @Test
  void whatWasSplitOrRetiredStaysWithoutAnImage() {
    version(List.of("a", "b", "c"));
    version(List.of("a1", "a2", "b"), to("a", SPLIT, "a1", "a2"), to("c", RETIRED));
    version(List.of("a", "a2", "b", "c"), to("a1", RENAMED, "a"));
    assertThat(history().image("a", 1, 3)).isEmpty();
    assertThat(history().image("c", 1, 3)).as("a new label of the same name").isEmpty();
    assertThat(history().image("a1", 2, 3)).contains("a");
  }

  @Test
  void backwardsALabelIsFollowedOnlyWhereNothingChanged() {
    version(List.of("a", "b"));
    version(List.of("b", "a"));
    version(List.of("b", "c"), to("a", RENAMED, "c"));
    assertThat(history().image("a", 2, 1)).contains("a");
    assertThat(history().image("b", 3, 1)).isEmpty();
  }

  @Test
  void probabilitiesAreSummedWhereLabelsWereMergedAndAbsentWhereALabelIsNew() {
    version(List.of("a", "b", "c"));
    version(List.of("ab", "c"), to("a", MERGED, "ab"), to("b", MERGED, "ab"));
    version(List.of("ab", "c", "d"));
    Map<String, Double> before = Map.of("a", 0.25, "b", 0.25, "c", 0.5);
    assertThat(history().image(before, 1, versions.get(1))).contains(Map.of("ab", 0.5, "c", 0.5));
    assertThat(history().image(before, 1, versions.get(2))).isEmpty();
  }

  @Test
  void aSetFollowsItsLabelsAndCountsOnceWhereTwoOfThemBecameOne() {
    Project several = new Project("n", "emotion", null, true, List.of("en"));
    versions.add(new LabelSchema(several, List.of("a", "b", "c"), List.of("Which?"), "admin"));
    several.raiseSchemaVersion();
    versions.add(
        new LabelSchema(
            several,
            List.of("z", "y"),
            List.of("Which?"),
            List.of(to("a", MERGED, "z"), to("b", MERGED, "z"), to("c", RENAMED, "y")),
            "admin"));
    assertThat(history().image("a, c", 1, 2)).as("sorted anew").contains("y, z");
    assertThat(history().image("a, b", 1, 2)).contains("z");
    Map<String, Double> shares = Map.of("a", 0.1, "b", 0.1, "c", 0.1, "a, b", 0.3, "a, c", 0.4);
    assertThat(history().image(shares, 1, versions.get(1)).orElseThrow())
        .containsOnlyKeys("z", "y", "y, z")
        .hasEntrySatisfying("z", share -> assertThat(share).isCloseTo(0.5, within(1e-9)));
  }

  @Test
  void aSetOfWhichOneLabelWasSplitOrRetiredHasNoImage() {
    Project several = new Project("n", "emotion", null, true, List.of("en"));
    versions.add(new LabelSchema(several, List.of("a", "b"), List.of("Which?"), "admin"));
    several.raiseSchemaVersion();
    versions.add(
        new LabelSchema(
            several, List.of("a"), List.of("Which?"), List.of(to("b", RETIRED)), "admin"));
    assertThat(history().image("a, b", 1, 2)).isEmpty();
    assertThat(history().image("a", 1, 2)).contains("a");
  }

  private LabelHistory history() {
    return LabelHistory.of(versions);
  }

  private void version(List<String> labels, LabelChange... changes) {
    if (!versions.isEmpty()) {
      project.raiseSchemaVersion();
    }
    versions.add(new LabelSchema(project, labels, List.of("Classify."), List.of(changes), "admin"));
  }

  private static LabelChange to(String label, Fate becomes, String... into) {
    return new LabelChange(label, becomes, List.of(into));
  }
}
