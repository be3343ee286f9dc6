package io.qalam.trainer.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.EvaluationRow.Scores;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.YardstickReference;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordJsonTest {
  private static final String ID = "01980000-0000-7000-8000-000000000001";

  @Test
  void whatIsWrittenIsReadAgain() {
    LiveAdapter base =
        new LiveAdapter(UUID.fromString(ID), UUID.fromString(ID), 3, null, null, null);

    assertThat(RecordJson.read(RecordJson.write(base), LiveAdapter.class)).isEqualTo(base);
  }

  @Test
  void aYardstickGoesRoundAndAMessageOfBeforeHasNone() {
    UUID id = UUID.fromString(ID);
    YardstickReference yardstick =
        new YardstickReference(id, id, YardstickReference.idOf(id), "ab", 2);
    LiveAdapter live = new LiveAdapter(id, id, 4, null, yardstick, 1.5f);

    assertThat(RecordJson.read(RecordJson.write(live), LiveAdapter.class)).isEqualTo(live);
    byte[] before =
        "{\"tenantId\":\"%s\",\"projectId\":\"%s\",\"sequence\":4}"
            .formatted(ID, ID)
            .getBytes(UTF_8);
    assertThat(RecordJson.read(before, LiveAdapter.class).yardstick()).isNull();
  }

  @Test
  void aYardsticksIdIsItsRunsButForTheVersionThatTellsItFromAnAdapters() {
    UUID id = YardstickReference.idOf(UUID.fromString(ID));

    assertThat(id).hasToString("01980000-0000-8000-8000-000000000001");
    assertThatThrownBy(() -> new YardstickReference(id, id, UUID.fromString(ID), "ab", 2))
        .hasMessage("yardstickId must be a UUID of version 8: " + ID);
  }

  @Test
  void anEvaluationGoesRoundWithItsYardstickAndWithout() {
    Scores scores = new Scores(.5f, .4f, .5f, .45f);
    EvaluationRow measured =
        new EvaluationRow("TEST", "stance", "hi", 9, scores, scores, 0, -.1f, .1f, scores);
    EvaluationRow unmeasured =
        new EvaluationRow("TEST", "stance", "hi", 9, scores, scores, 0, -.1f, .1f, null);

    assertThat(RecordJson.read(RecordJson.write(measured), EvaluationRow.class))
        .isEqualTo(measured);
    assertThat(RecordJson.read(RecordJson.write(unmeasured), EvaluationRow.class))
        .isEqualTo(unmeasured);
  }

  @Test
  void anEvaluationByAWorkerOfBeforeHasNoYardstick() {
    String scores = "{\"accuracy\":1,\"macroF1\":1,\"microF1\":1,\"weightedF1\":1}";
    String json =
        """
        {"part":"TEST","task":"stance","lang":"hi","posts":9,"candidate":%s,"live":%s,
         "difference":0,"lower":0,"upper":0}\
        """
            .formatted(scores, scores);

    assertThat(RecordJson.read(json.getBytes(UTF_8), EvaluationRow.class).yardstick()).isNull();
  }

  @Test
  void anUnknownFieldIsIgnored() {
    String json =
        "{\"tenantId\":\"%s\",\"projectId\":\"%s\",\"sequence\":1,\"adapter\":null,\"new\":[1]}"
            .formatted(ID, ID);

    assertThat(RecordJson.read(json.getBytes(UTF_8), LiveAdapter.class).sequence()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"projectId":"%s","sequence":1}            | LiveAdapter.tenantId is missing
          {"tenantId":"%s","projectId":"%s","adapter":{"tenantId":"%s"}} | LiveAdapter.adapter.projectId is missing
          {"tenantId":"me"}                          | no LiveAdapter: Cannot deserialize
          null                                       | no LiveAdapter: null
          {} {}                                      | no LiveAdapter:
          {"a                                        | no LiveAdapter: Unexpected end-of-input
          """)
  void aMessageThatLacksWhatItMustHaveIsRefusedByName(String json, String message) {
    byte[] bytes = json.replace("%s", ID).getBytes(UTF_8);

    assertThatThrownBy(() -> RecordJson.read(bytes, LiveAdapter.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aPostWithoutTextIsRefusedThoughItIsDeepInAList() {
    String json =
        """
        {"batchId":"%s","projectId":"%s","liveSequence":0,"schemaVersion":1,
         "task":{"task":"t","instruction":"i","labels":["a","b"]},
         "posts":[{"postId":"%s","lang":"ar"}]}\
        """
            .replace("%s", ID);

    assertThatThrownBy(() -> RecordJson.read(json.getBytes(UTF_8), PredictionRequest.class))
        .hasMessage("PredictionRequest.posts[].text is missing");
  }

  @Test
  void aValueOfTheWrongTypeIsToldByItsPlace() {
    String json = "{\"tenantId\":\"%s\",\"projectId\":7}".formatted(ID);

    assertThatThrownBy(() -> RecordJson.read(json.getBytes(UTF_8), LiveAdapter.class))
        .hasMessageStartingWith("no LiveAdapter: ")
        .hasMessageEndingWith(", at projectId");
  }
}
