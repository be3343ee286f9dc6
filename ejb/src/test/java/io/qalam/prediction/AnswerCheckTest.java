package io.qalam.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.prediction.model.PredictionBatch;
import io.qalam.tenant.model.Ids;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {

  private static final UUID ADAPTER = Ids.next();
  private static final UUID ONE = Ids.next();
  private static final UUID TWO = Ids.next();
  private static final List<String> LABELS = List.of("positive", "negative");
  private static final PredictionBatch BATCH =
      new PredictionBatch(Ids.next(), ADAPTER, 3, 2, Instant.now());

  @Test
  void anAnswerToEveryPostOnceIsTaken() {
    assertThat(fault(answer(ADAPTER, 7, 3, right(ONE), right(TWO)))).isEmpty();
  }

  @Test
  void aWorkersErrorIsTheReason() {
    PredictionAnswer error =
        new PredictionAnswer(BATCH.getId(), "w", ADAPTER, 7, "mini", 3, List.of(), "out of memory");
    assertThat(fault(error)).contains("out of memory");
  }

  @Test
  void anAnswerOfAnotherSchemaSequenceOrAdapterIsNot() {
    assertThat(fault(answer(ADAPTER, 7, 2, right(ONE), right(TWO))))
        .contains("it is of label schema 2, asked was 3");
    assertThat(fault(answer(ADAPTER, 6, 3, right(ONE), right(TWO))))
        .contains("it is of live sequence 6, asked was 7");
    assertThat(fault(answer(null, 7, 3, right(ONE), right(TWO))))
        .contains("it is of adapter null, asked was " + ADAPTER);
  }

  @Test
  void postsLeftOutGivenTwiceOrNotAskedForAreNot() {
    String reason = "it does not answer each of the 2 posts once";
    assertThat(fault(answer(ADAPTER, 7, 3, right(ONE)))).contains(reason);
    assertThat(fault(answer(ADAPTER, 7, 3, right(ONE), right(TWO), right(TWO)))).contains(reason);
    assertThat(fault(answer(ADAPTER, 7, 3, right(ONE), right(Ids.next())))).contains(reason);
    assertThat(fault(answer(ADAPTER, 7, 3, right(ONE), right(null)))).contains(reason);
  }

  @Test
  void figuresThatAreNoProbabilitiesAreNot() {
    assertThat(faultOf("positive", Map.of("positive", 1f), 0.5f))
        .contains("the probabilities are not those of the labels [positive, negative]");
    assertThat(faultOf("positive", Map.of("positive", Float.NaN, "negative", 0f), 0.5f))
        .contains("a probability is not between 0 and 1");
    assertThat(faultOf("positive", Map.of("positive", 0.5f, "negative", 0.1f), 0.4f))
        .contains("label, margin and probabilities do not agree");
    assertThat(faultOf("happy", Map.of("positive", 0.5f, "negative", 0.5f), 0f))
        .contains("label, margin and probabilities do not agree");
    assertThat(faultOf("positive", Map.of("positive", 0.5f, "negative", 0.5f), Float.NaN))
        .contains("label, margin and probabilities do not agree");
  }

  private static Optional<String> faultOf(
      String label, Map<String, Float> probabilities, float margin) {
    PostPrediction wrong = new PostPrediction(ONE, label, probabilities, margin);
    return fault(answer(ADAPTER, 7, 3, wrong, right(TWO)));
  }

  private static Optional<String> fault(PredictionAnswer answer) {
    return AnswerCheck.fault(answer, BATCH, 7, List.of(ONE, TWO), LABELS);
  }

  private static PredictionAnswer answer(
      @Nullable UUID adapter, long sequence, int schema, PostPrediction... predictions) {
    return new PredictionAnswer(
        BATCH.getId(), "w", adapter, sequence, "mini", schema, List.of(predictions), null);
  }

  private static PostPrediction right(@Nullable UUID post) {
    return new PostPrediction(post, "positive", Map.of("positive", 0.8f, "negative", 0.2f), 0.6f);
  }
}
