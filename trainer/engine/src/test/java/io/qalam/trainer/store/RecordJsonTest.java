package io.qalam.trainer.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.PredictionRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordJsonTest {
  private static final String ID = "01980000-0000-7000-8000-000000000001";

  @Test
  void whatIsWrittenIsReadAgain() {
    LiveAdapter base = new LiveAdapter(UUID.fromString(ID), UUID.fromString(ID), 3, null);

    assertThat(RecordJson.read(RecordJson.write(base), LiveAdapter.class)).isEqualTo(base);
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
         "posts":[{"postId":"%s","lang":"ar"}]}"""
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
