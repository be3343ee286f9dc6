package io.qalam.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.YardstickReference;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageJsonTest {

  private static final UUID ID = UUID.fromString("01980000-0000-7000-8000-000000000001");

  @Test
  void aWorkerOfBeforeTheYardstickIsUnderstood() {
    String scores = "{\"accuracy\":1,\"macroF1\":0.5,\"microF1\":1,\"weightedF1\":1}";
    String json =
        """
        {"runId":"%s","attempt":1,"workerId":"old","phase":"FINISHED","step":3,"steps":3,"losses":[],
         "adapter":null,"rank":8,"message":null,"evaluation":[
           {"part":"DEVELOPMENT","task":"stance","lang":"ar","posts":4,"candidate":%s,"live":%s,
            "difference":0,"lower":0,"upper":0}]}\
        """
            .formatted(ID, scores, scores);

    TrainingProgress progress = MessageJson.read(json, TrainingProgress.class);

    assertThat(progress.yardstick()).isNull();
    assertThat(progress.temperature()).isNull();
    assertThat(progress.evaluation()).singleElement().matches(row -> row.yardstick() == null);
  }

  @Test
  void whatIsWrittenOfAYardstickIsReadAgain() {
    YardstickReference yardstick =
        new YardstickReference(ID, ID, YardstickReference.idOf(ID), "ab", 2);
    LiveAdapter live = new LiveAdapter(ID, ID, 4, null, yardstick, 1.5f);

    assertThat(MessageJson.read(MessageJson.write(live), LiveAdapter.class)).isEqualTo(live);
  }
}
