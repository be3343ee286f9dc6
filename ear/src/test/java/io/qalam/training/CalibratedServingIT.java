package io.qalam.training;

import static io.qalam.training.FakeWorker.arabic;
import static io.qalam.training.FakeWorker.withYardstick;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.YardstickReference;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the workers are told of what answers: at which temperature, and only when it changes. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CalibratedServingIT {

  private static final EvaluationRow BETTER = arabic(.25, .05, .40);

  private final Api admin = new Api(TestTenants.NILE, Member.ADMIN);
  private final LabelledProject project = LabelledProject.ready(TestTenants.NILE);
  private FakeWorker worker;

  @BeforeEach
  void connect() {
    worker = new FakeWorker("fake-" + UUID.randomUUID());
  }

  @AfterEach
  void disconnect() {
    worker.close();
  }

  private AdapterReference finish() {
    TrainingRequest request = worker.request(admin.start(project.id()), 1);
    AdapterReference adapter = worker.finishWithYardstick(request, withYardstick(BETTER, .9f));
    admin.await(request.runId(), "PROMOTED");
    return adapter;
  }

  @Test
  void aRunTellsItsCalibrationAndWhatTheQueryStrategyIsWorth() {
    UUID run = finish().adapterId();

    JsonNode shown = admin.run(run);

    assertThat(shown.at("/calibration/adapter/errorAfter").floatValue()).isEqualTo(.1f);
    assertThat(shown.at("/calibration/yardstick/errorBefore").floatValue()).isEqualTo(.3f);
    assertThat(shown.at("/effort/randomRows").asInt()).isEqualTo(80);
    assertThat(shown.at("/effort/saved/share").floatValue()).isEqualTo(.3f);
    assertThat(shown.at("/effort/curve")).hasSize(4);
  }

  private void serveTheYardstick() {
    admin.put("/projects/" + project.id() + "/settings", "{\"served\":\"YARDSTICK\"}", 200);
  }

  @Test
  void whatAnswersIsAnnouncedWithItsOwnTemperature() {
    finish();
    assertThat(worker.live(project.id(), 1).get("temperature").floatValue()).isEqualTo(1.5f);

    serveTheYardstick();

    JsonNode live = worker.live(project.id(), 2);
    assertThat(live.get("adapter").isNull()).isTrue();
    assertThat(live.get("temperature").floatValue()).isEqualTo(2);
  }

  @Test
  void aRollbackBehindTheYardstickThatAnswersConcernsNoWorkerAndNoPost() {
    serveTheYardstick();
    AdapterReference first = finish();
    AdapterReference second = finish();
    JsonNode before = admin.adapters(project.id());
    assertThat(before.get("liveId").asText()).isEqualTo(second.adapterId().toString());

    JsonNode back = admin.post("/projects/" + project.id() + "/rollback", "", 200);

    assertThat(back.get("liveId").asText()).isEqualTo(first.adapterId().toString());
    assertThat(back.get("answersId").asText())
        .isEqualTo(YardstickReference.idOf(second.adapterId()).toString());
    assertThat(back.get("sequence")).isEqualTo(before.get("sequence"));
    TrainingRequest next = worker.request(admin.start(project.id()), 1);
    assertThat(next.parent()).isEqualTo(first);
  }
}
