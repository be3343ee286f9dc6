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

/** Which of a project's models answers, by its setting and the figures of its runs. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ServedIT {

  /** The live adapter's macro-F1 is 0.5 in all of them, the candidate's 0.75 or 0.52. */
  private static final EvaluationRow BETTER = arabic(.25, .05, .40);

  private static final EvaluationRow UNSURE = arabic(.02, -.20, .25);

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

  private void serve(String which) {
    JsonNode settings =
        admin.put("/projects/" + project.id() + "/settings", "{\"served\":\"" + which + "\"}", 200);
    assertThat(settings.at("/settings/served").asText()).isEqualTo(which);
  }

  private AdapterReference finish(EvaluationRow row, float yardstickF1, String state) {
    TrainingRequest request = worker.request(admin.start(project.id()), 1);
    AdapterReference adapter = worker.finishWithYardstick(request, withYardstick(row, yardstickF1));
    admin.await(request.runId(), state);
    return adapter;
  }

  private JsonNode adapters() {
    return admin.adapters(project.id());
  }

  private static String yardstickOf(AdapterReference candidate) {
    return YardstickReference.idOf(candidate.adapterId()).toString();
  }

  @Test
  void whereNothingIsSaidTheAdapterAnswersHoweverGoodTheYardstickIs() {
    AdapterReference adapter = finish(BETTER, .9f, "PROMOTED");

    JsonNode adapters = adapters();
    assertThat(adapters.get("served").asText()).isEqualTo("ADAPTER");
    assertThat(adapters.get("answersId").asText()).isEqualTo(adapter.adapterId().toString());
    assertThat(adapters.at("/choice/reason").asText()).isEqualTo("SET_TO_ADAPTER");
    assertThat(adapters.at("/yardstick/id").asText()).isEqualTo(yardstickOf(adapter));
    assertThat(worker.live(project.id(), 1).get("yardstick").isNull()).isTrue();
  }

  @Test
  void aYardstickWithoutAHashCostsTheYardstickAndNotTheRun() {
    TrainingRequest request = worker.request(admin.start(project.id()), 1);
    AdapterReference adapter =
        worker.finishWithNamelessYardstick(request, withYardstick(BETTER, .9f));
    admin.await(request.runId(), "PROMOTED");
    assertThat(adapters().get("answersId").asText()).isEqualTo(adapter.adapterId().toString());
    assertThat(adapters().get("yardstick").isNull()).isTrue();
  }

  @Test
  void byAutoTheYardstickAnswersUntilAnAdapterBeatsIt() {
    serve("AUTO");
    AdapterReference waiting = finish(UNSURE, .7f, "AWAITING_APPROVAL");
    JsonNode early = worker.live(project.id(), 1);
    assertThat(early.at("/yardstick/yardstickId").asText()).isEqualTo(yardstickOf(waiting));
    assertThat(early.get("adapter").isNull()).isTrue();
    assertThat(adapters().get("liveId").isNull()).isTrue();
    assertThat(adapters().get("answersId").asText()).isEqualTo(yardstickOf(waiting));
    assertThat(adapters().at("/choice/reason").asText()).isEqualTo("YARDSTICK_BETTER");
    assertThat(adapters().at("/choice/yardstickF1").floatValue()).isEqualTo(.7f);
    assertThat(adapters().at("/choice/adapterF1").floatValue()).isEqualTo(.5f);
    admin.post("/projects/" + project.id() + "/rollback", "", 409);

    AdapterReference better = finish(BETTER, .7f, "PROMOTED");
    JsonNode late = worker.live(project.id(), 2);
    assertThat(late.at("/adapter/adapterId").asText()).isEqualTo(better.adapterId().toString());
    assertThat(late.get("yardstick").isNull()).isTrue();
    assertThat(adapters().at("/choice/reason").asText()).isEqualTo("ADAPTER_NOT_WORSE");
  }

  @Test
  void anAdapterStaysLiveAndIsTheNextRunsParentWhileTheYardstickAnswers() {
    serve("YARDSTICK");
    AdapterReference first = finish(BETTER, .1f, "PROMOTED");
    assertThat(adapters().get("liveId").asText()).isEqualTo(first.adapterId().toString());
    assertThat(adapters().get("answersId").asText()).isEqualTo(yardstickOf(first));

    TrainingRequest next = worker.request(admin.start(project.id()), 1);
    assertThat(next.parent()).isEqualTo(first);
    serve("ADAPTER");
    worker.finish(next, BETTER);

    assertThat(admin.await(next.runId(), "PROMOTED").at("/verdict/reason").asText())
        .as("another model answers, and the same adapter is live")
        .isEqualTo("BOUNDS_HOLD");
  }

  @Test
  void aRollbackChoosesAnewByTheFiguresOfTheAdapterItBringsBack() {
    finish(BETTER, .1f, "PROMOTED");
    serve("AUTO");
    AdapterReference second = finish(BETTER, .6f, "PROMOTED");
    assertThat(adapters().at("/choice/reason").asText()).isEqualTo("ADAPTER_NOT_WORSE");

    JsonNode back = admin.post("/projects/" + project.id() + "/rollback", "", 200);

    assertThat(back.at("/choice/reason").asText()).isEqualTo("YARDSTICK_BETTER");
    assertThat(back.get("answersId").asText()).isEqualTo(yardstickOf(second));
  }

  @Test
  void anotherLabelSchemaEndsTheYardstickToo() {
    serve("YARDSTICK");
    finish(UNSURE, .7f, "AWAITING_APPROVAL");
    worker.live(project.id(), 1);
    admin.put(
        "/projects/" + project.id() + "/schema",
        "{\"labels\":[\"positive\",\"negative\",\"neutral\",\"mixed\"]}",
        200);

    assertThat(worker.live(project.id(), 2).get("yardstick").isNull()).isTrue();
    assertThat(adapters().get("answersId").isNull()).isTrue();
    assertThat(adapters().at("/choice/reason").asText()).isEqualTo("NO_YARDSTICK");
  }

  @Test
  void aSettingThatIsNoneIsRefused() {
    admin.put("/projects/" + project.id() + "/settings", "{\"served\":\"BEST\"}", 422);
  }
}
