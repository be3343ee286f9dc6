package io.qalam.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.labelschema.model.Fate;
import io.qalam.labelschema.model.LabelChange;
import io.qalam.labelschema.model.LabelHistory;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.prediction.model.Prediction;
import io.qalam.prediction.model.PredictionBatch;
import io.qalam.queue.LeasedTask.ShownPrediction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShownPredictionTest {

  private static final UUID PROJECT = new UUID(0, 1);
  private static final LabelSchema FIRST = schema(1, List.of("رائع", "جيد", "سيئ"));

  @Test
  void aPredictionIsShownByTheNamesThatItsLabelsHaveNow() {
    LabelSchema renamed =
        schema(
            2,
            List.of("سيئ", "ممتاز", "جيد"),
            new LabelChange("رائع", Fate.RENAMED, List.of("ممتاز")));
    ShownPrediction shown = shown(renamed, 0.6, 0.3, 0.1).orElseThrow();
    assertThat(shown.label()).isEqualTo("ممتاز");
    assertThat(shown.probabilities().toString()).isEqualTo("{سيئ=0.1, ممتاز=0.6, جيد=0.3}");
  }

  @Test
  void whereMergedLabelsAreTheBestTogetherNothingIsShown() {
    LabelSchema merged =
        schema(
            2,
            List.of("رائع", "آخر"),
            new LabelChange("جيد", Fate.MERGED, List.of("آخر")),
            new LabelChange("سيئ", Fate.MERGED, List.of("آخر")));
    assertThat(shown(merged, 0.5, 0.25, 0.25)).map(ShownPrediction::label).contains("رائع");
    assertThat(shown(merged, 0.4, 0.3, 0.3)).isEmpty();
  }

  @Test
  void whereALabelIsNewOrWasSplitNothingIsShown() {
    assertThat(shown(schema(2, List.of("رائع", "جيد", "سيئ", "محايد")), 0.6, 0.3, 0.1)).isEmpty();
    LabelSchema split =
        schema(
            2,
            List.of("رائع", "جيد", "غاضب", "حزين"),
            new LabelChange("سيئ", Fate.SPLIT, List.of("غاضب", "حزين")));
    assertThat(shown(split, 0.6, 0.3, 0.1)).isEmpty();
  }

  private static Optional<ShownPrediction> shown(
      LabelSchema schema, double great, double good, double bad) {
    PredictionBatch batch = new PredictionBatch(PROJECT, null, 1, 1, Instant.EPOCH);
    Prediction prediction =
        new Prediction(
            batch,
            new UUID(0, 2),
            null,
            "qalam-mini",
            "رائع",
            Map.of("رائع", great, "جيد", good, "سيئ", bad),
            0.3f);
    return ShownPrediction.of(prediction, schema, LabelHistory.of(List.of(FIRST, schema)));
  }

  private static LabelSchema schema(int version, List<String> labels, LabelChange... changes) {
    return new LabelSchema(PROJECT, version, labels, List.of("صنّف"), List.of(changes), "admin");
  }
}
