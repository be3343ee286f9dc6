package io.qalam.training;

import static io.qalam.server.Eventually.eventually;
import static io.qalam.training.FakeWorker.arabic;
import static io.qalam.training.FakeWorker.withYardstick;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.YardstickReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The yardstick between two runs of an adapter: it is trained alone when labels are new. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class YardstickFollowingIT {

  /** The base's macro-F1 is 0.5, as the candidate's. */
  private static final EvaluationRow EQUAL = arabic(0, 0, 0);

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

  private void serve(LabelledProject of, String which) {
    admin.put("/projects/" + of.id() + "/settings", "{\"served\":\"" + which + "\"}", 200);
  }

  private static List<UUID> yardstickRuns(LabelledProject of) {
    String sql =
        "select id from training_run where project_id = ? and kind = 'YARDSTICK' order by id";
    try (Connection connection = TestServer.owner();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, of.id());
      ResultSet rows = statement.executeQuery();
      List<UUID> runs = new ArrayList<>();
      while (rows.next()) {
        runs.add(rows.getObject(1, UUID.class));
      }
      return runs;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private TrainingRequest awaitRun(int nth) {
    List<UUID> runs =
        eventually(
            "run " + nth + " of a yardstick",
            () -> yardstickRuns(project),
            found -> found.size() == nth);
    return worker.request(runs.get(nth - 1), 1);
  }

  private YardstickReference finish(TrainingRequest request, float yardstickF1) {
    YardstickReference yardstick = FakeWorker.yardstick(request);
    worker.send(
        "training-progress",
        request.runId().toString(),
        new TrainingProgress(
            request.runId(),
            1,
            "fake",
            Phase.FINISHED,
            0,
            0,
            List.of(),
            null,
            0,
            null,
            yardstick,
            null,
            null,
            List.of(withYardstick(EQUAL, yardstickF1)),
            null));
    return yardstick;
  }

  /** Another project is served later, so the timer has looked at the first one in between. */
  private void theTimerHasGoneRoundAgain() {
    LabelledProject later = LabelledProject.ready(TestTenants.NILE);
    serve(later, "YARDSTICK");
    eventually("the later run", () -> yardstickRuns(later), runs -> runs.size() == 1);
  }

  @Test
  void theYardstickFollowsEveryTwentyFiveNewLabelsAndAnswers() {
    serve(project, "YARDSTICK");
    TrainingRequest first = awaitRun(1);
    assertThat(first.candidateId()).isNull();
    YardstickReference one = finish(first, .6f);
    JsonNode live = worker.live(project.id(), 1);
    assertThat(live.at("/yardstick/yardstickId").asText()).isEqualTo(one.yardstickId().toString());
    assertThat(admin.runs(project.id())).as("no list shows it").isEmpty();

    project.label("TRAIN", 24);
    theTimerHasGoneRoundAgain();
    assertThat(yardstickRuns(project)).hasSize(1);
    project.label("TRAIN", 1);
    YardstickReference two = finish(awaitRun(2), .6f);

    assertThat(worker.live(project.id(), 2).at("/yardstick/yardstickId").asText())
        .isEqualTo(two.yardstickId().toString());
  }

  @Test
  void byAutoItAnswersOnlyWhereItIsBetterOnTheSamePosts() {
    serve(project, "AUTO");
    finish(awaitRun(1), .4f);
    eventually(
        "the choice",
        () -> admin.adapters(project.id()),
        adapters -> adapters.at("/choice/reason").asText().equals("ADAPTER_NOT_WORSE"));
    assertThat(admin.adapters(project.id()).get("answersId").isNull()).isTrue();

    project.label("TRAIN", 25);
    finish(awaitRun(2), .6f);

    assertThat(worker.live(project.id(), 1).get("yardstick").isNull()).isFalse();
    assertThat(admin.adapters(project.id()).at("/choice/reason").asText())
        .isEqualTo("YARDSTICK_BETTER");
  }

  @Test
  void anAdaptersRunUnderWayHoldsItBackAndIsNotHeldBackByIt() {
    serve(project, "YARDSTICK");
    TrainingRequest alone = awaitRun(1);
    UUID adapters = admin.start(project.id());
    project.label("TRAIN", 30);
    finish(alone, .6f);
    worker.live(project.id(), 1);
    theTimerHasGoneRoundAgain();

    assertThat(yardstickRuns(project)).hasSize(1);
    assertThat(admin.runs(project.id())).hasSize(1);
    assertThat(worker.request(adapters, 1).candidateId()).isNotNull();
  }

  @Test
  void aProjectThatServesAdaptersTrainsNoYardstickOfItsOwn() {
    theTimerHasGoneRoundAgain();
    assertThat(yardstickRuns(project)).isEmpty();
  }
}
