package io.qalam.training;

import static io.qalam.server.Eventually.eventually;
import static io.qalam.training.FakeWorker.arabic;
import static io.qalam.training.FakeWorker.row;
import static io.qalam.training.FakeWorker.withYardstick;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.server.Eventually;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A training run from the request to the adapter that predicts, with a worker that says what it is
 * told, over REST and Kafka alone.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TrainingLifecycleIT {

  private static final EvaluationRow[] BETTER = {
    arabic(.25, .05, .40), row("TEST", "ar", .22, .04, .38)
  };
  private static final EvaluationRow[] WORSE = {arabic(-.20, -.35, -.05)};
  private static final EvaluationRow[] UNSURE = {arabic(.02, -.20, .25)};

  private final Api admin = new Api(TestTenants.NILE, Member.ADMIN);
  private FakeWorker worker;

  @BeforeEach
  void connect() {
    worker = new FakeWorker("fake-" + UUID.randomUUID());
  }

  @AfterEach
  void disconnect() {
    worker.close();
  }

  private TrainingRequest started(LabelledProject project) {
    return worker.request(admin.start(project.id()), 1);
  }

  private AdapterReference promoted(LabelledProject project) {
    TrainingRequest request = started(project);
    AdapterReference adapter = worker.finish(request, BETTER);
    admin.await(request.runId(), "PROMOTED");
    return adapter;
  }

  @Test
  void aCandidateThatIsBetterGoesLive() throws Exception {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    assertThat(admin.run(request.runId()).get("state").asText()).isEqualTo("QUEUED");
    theSetIsFrozenUnderItsHash(request);

    worker.train(request, 1, 4, 10);
    JsonNode running = admin.await(request.runId(), "RUNNING");
    assertThat(running.at("/progress/step").asInt()).isEqualTo(4);
    assertThat(running.at("/progress/steps").asInt()).isEqualTo(10);
    assertThat(running.get("losses")).hasSize(4);
    assertThat(running.at("/losses/1/loss").asDouble()).isEqualTo(1.0);

    worker.evaluate(request);
    admin.await(request.runId(), "EVALUATING");
    AdapterReference adapter = worker.finish(request, BETTER);
    JsonNode promoted = admin.await(request.runId(), "PROMOTED");

    assertThat(promoted.get("adapterId").asText()).isEqualTo(adapter.adapterId().toString());
    assertThat(promoted.get("evaluation")).hasSize(2);
    assertThat(promoted.at("/evaluation/0/part").asText()).isEqualTo("DEVELOPMENT");
    assertThat(promoted.at("/evaluation/0/candidate/macroF1").floatValue()).isEqualTo(.75f);
    assertThat(promoted.get("message").asText()).startsWith("Promoted: ");
    assertThat(promoted.at("/verdict/reason").asText()).isEqualTo("BOUNDS_HOLD");
    theAdapterIsLive(project, adapter);
  }

  private static void theSetIsFrozenUnderItsHash(TrainingRequest request) throws Exception {
    Path file = FakeWorker.artifacts().trainingSet(request.tenantId(), request.trainingSetSha256());
    byte[] bytes = Files.readAllBytes(file);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo(request.trainingSetSha256());
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(60);
    assertThat(lines).filteredOn(line -> line.contains("\"split\":\"TRAIN\"")).hasSize(40);
    assertThat(lines).isSorted();
    assertThat(lines).allMatch(line -> line.contains("\"arm\":"));
    assertThat(request.parent()).isNull();
    assertThat(request.task().labels()).containsExactly("positive", "negative", "neutral");
  }

  private void theAdapterIsLive(LabelledProject project, AdapterReference adapter) {
    JsonNode message = worker.live(project.id(), 1);
    assertThat(message.at("/adapter/adapterId").asText()).isEqualTo(adapter.adapterId().toString());
    assertThat(message.at("/adapter/sha256").asText()).isEqualTo(adapter.sha256());

    worker.beat(project.id(), 1);
    JsonNode adapters =
        eventually(
            "live on the worker",
            () -> admin.adapters(project.id()),
            report -> report.get("liveOn").asInt() >= 1);
    assertThat(adapters.get("liveId").asText()).isEqualTo(adapter.adapterId().toString());
    assertThat(adapters.at("/items/0/state").asText()).isEqualTo("LIVE");
    assertThat(adapters.at("/items/0/developmentF1").floatValue()).isEqualTo(.75f);
  }

  @Test
  void theYardstickStandsInTheReportWhereItWasMeasured() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.finish(request, withYardstick(BETTER[0], .8f), BETTER[1]);
    JsonNode run = admin.await(request.runId(), "PROMOTED");

    assertThat(run.at("/evaluation/0/yardstick/macroF1").floatValue()).isEqualTo(.8f);
    assertThat(run.at("/evaluation/0/yardstick/weightedF1").floatValue()).isEqualTo(.7f);
    assertThat(run.at("/evaluation/1/yardstick").isNull()).isTrue();
  }

  @Test
  void theNextRunContinuesFromTheLiveAdapter() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    AdapterReference first = promoted(project);
    TrainingRequest next = started(project);
    assertThat(next.parent()).isEqualTo(first);
    assertThat(next.live()).isEqualTo(first);
  }

  @Test
  void aCandidateThatIsCertainlyWorseIsRejected() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.finish(request, WORSE);
    JsonNode rejected = admin.await(request.runId(), "REJECTED");

    assertThat(rejected.at("/verdict/reason").asText()).isEqualTo("CERTAINLY_WORSE");
    JsonNode adapters = admin.adapters(project.id());
    assertThat(adapters.get("liveId").isNull()).isTrue();
    assertThat(adapters.at("/items/0/state").asText()).isEqualTo("REJECTED");
  }

  @Test
  void anUndecidedCandidateWaitsUntilAnAdminApproves() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.finish(request, UNSURE);
    admin.await(request.runId(), "AWAITING_APPROVAL");
    assertThat(admin.adapters(project.id()).get("liveId").isNull()).isTrue();

    String approval = "/training-runs/" + request.runId() + "/approval";
    admin.post(approval, "{}", 422);
    assertThat(admin.post(approval, "{\"approve\":true}", 200).get("state").asText())
        .isEqualTo("PROMOTED");
    admin.post(approval, "{\"approve\":true}", 200);
    admin.post(approval, "{\"approve\":false}", 409);
    worker.live(project.id(), 1);
  }

  @Test
  void anUndecidedCandidateCanBeTurnedDown() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.finish(request, UNSURE);
    admin.await(request.runId(), "AWAITING_APPROVAL");

    String approval = "/training-runs/" + request.runId() + "/approval";
    JsonNode rejected = admin.post(approval, "{\"approve\":false}", 200);
    assertThat(rejected.get("state").asText()).isEqualTo("REJECTED");
    assertThat(rejected.get("message").asText()).contains("admin");
    assertThat(admin.adapters(project.id()).at("/items/0/state").asText()).isEqualTo("REJECTED");
  }

  @Test
  void anUndecidedCandidateGoesLiveWhereTheProjectSaysSo() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    project.run(
        "update project set undecided = 'PROMOTE_IF_MEAN_NOT_NEGATIVE' where id = ?", project.id());
    TrainingRequest request = started(project);
    worker.finish(request, UNSURE);
    assertThat(admin.await(request.runId(), "PROMOTED").at("/verdict/reason").asText())
        .isEqualTo("MEAN_HOLDS");
  }

  @Test
  void whatTheWorkerSaysOfAFailureIsTheRunsMessage() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.fail(request, "Loss is NaN at step 3");
    assertThat(admin.await(request.runId(), "FAILED").get("message").asText())
        .isEqualTo("Loss is NaN at step 3");
  }

  @Test
  void anAdapterThatIsNotInTheStoreFailsTheRun() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.finishWithoutStoring(request, BETTER);
    assertThat(admin.await(request.runId(), "FAILED").get("message").asText())
        .contains("QALAM_ARTIFACTS");
    assertThat(admin.adapters(project.id()).get("items")).isEmpty();
  }

  @Test
  void aQueuedRunIsCancelledAtOnce() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    String run = "/training-runs/" + request.runId();
    assertThat(admin.delete(run, 200).get("state").asText()).isEqualTo("CANCELLED");
    assertThat(admin.delete(run, 200).get("state").asText()).isEqualTo("CANCELLED");
    worker.awaitCancellation(request.runId());
    worker.finish(request, BETTER);
    nothingIsLeftToHear();
    assertThat(admin.run(request.runId()).get("state").asText()).isEqualTo("CANCELLED");
    assertThat(admin.adapters(project.id()).get("items")).isEmpty();
  }

  @Test
  void aRunningRunIsCancelledWhenItsWorkerHears() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.train(request, 1, 2, 10);
    admin.await(request.runId(), "RUNNING");
    JsonNode asked = admin.delete("/training-runs/" + request.runId(), 200);
    assertThat(asked.get("state").asText()).isEqualTo("RUNNING");
    assertThat(asked.get("cancelRequested").asBoolean()).isTrue();
    worker.awaitCancellation(request.runId());
    worker.confirmCancelled(request);
    admin.await(request.runId(), "CANCELLED");
    admin.start(project.id());
  }

  @Test
  void aRunThatHasEndedCannotBeCancelled() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.fail(request, "no memory");
    admin.await(request.runId(), "FAILED");
    assertThat(admin.delete("/training-runs/" + request.runId(), 409).get("detail").asText())
        .contains("FAILED");
  }

  @Test
  void whatAnOlderAttemptSaysIsPassedOver() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest first = started(project);
    worker.train(first, 1, 3, 10);
    admin.await(first.runId(), "RUNNING");
    fallSilent(project, first.runId());
    TrainingRequest second = worker.request(first.runId(), 2);
    assertThat(second).usingRecursiveComparison().ignoringFields("attempt").isEqualTo(first);

    worker.fail(first, "I am the past");
    worker.train(second, 3, 5, 10);
    JsonNode run =
        eventually(
            "step 5",
            () -> admin.run(first.runId()),
            seen -> seen.at("/progress/step").asInt() == 5);
    assertThat(run.get("state").asText()).isEqualTo("RUNNING");
    assertThat(run.get("attempt").asInt()).isEqualTo(2);
    assertThat(run.get("losses")).hasSize(5);
    worker.finish(second, BETTER);
    admin.await(first.runId(), "PROMOTED");
  }

  private static void fallSilent(LabelledProject project, UUID runId) {
    project.run(
        "update training_run set heartbeat_at = now() - interval '5 minutes' where id = ?", runId);
  }

  @Test
  void aRunThatFallsSilentTooOftenFails() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.train(request, 1, 3, 10);
    admin.await(request.runId(), "RUNNING");
    project.run("update training_run set attempt = 5 where id = ?", request.runId());
    fallSilent(project, request.runId());
    assertThat(admin.await(request.runId(), "FAILED").get("message").asText())
        .contains("5 attempts");
  }

  @Test
  void aWorkerThatAnswersTwiceChangesNothingTheSecondTime() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.train(request, 1, 3, 10);
    worker.train(request, 1, 3, 10);
    worker.finish(request, BETTER);
    worker.finish(request, BETTER);
    admin.await(request.runId(), "PROMOTED");
    nothingIsLeftToHear();
    assertThat(admin.run(request.runId()).get("losses")).hasSize(3);
    JsonNode adapters = admin.adapters(project.id());
    assertThat(adapters.get("items")).hasSize(1);
    assertThat(adapters.get("sequence").asInt()).isEqualTo(1);
  }

  /** Sends one more run through, on the same partition order, so that all before it was heard. */
  private void nothingIsLeftToHear() {
    for (int i = 0; i < 4; i++) {
      TrainingRequest after = started(LabelledProject.ready(TestTenants.NILE));
      worker.fail(after, "only to be heard");
      admin.await(after.runId(), "FAILED");
    }
  }

  @Test
  void messagesThatNobodyCanReadHoldUpNothing() {
    UUID unknown = UUID.randomUUID();
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest request = started(project);
    worker.send("training-progress", request.runId().toString(), "no progress at all");
    worker.send(
        "training-progress",
        request.runId().toString(),
        new TrainingProgress(
            unknown,
            1,
            "x",
            Phase.RUNNING,
            1,
            2,
            List.of(),
            null,
            8,
            null,
            null,
            null,
            null,
            List.of(),
            null));
    worker.fail(request, "after the unreadable ones");
    admin.await(request.runId(), "FAILED");
  }

  @Test
  void oneRunOfAProjectAtATime() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    UUID run = admin.start(project.id());
    assertThat(
            admin
                .post("/projects/" + project.id() + "/training-runs", "", 409)
                .get("detail")
                .asText())
        .contains(run.toString(), "QUEUED");
    assertThat(admin.runs(project.id())).hasSize(1);
  }

  @Test
  void tooFewLabelsAreNamed() {
    LabelledProject project = LabelledProject.empty(TestTenants.NILE);
    project.label("TRAIN", 5);
    assertThat(
            admin
                .post("/projects/" + project.id() + "/training-runs", "", 409)
                .get("detail")
                .asText())
        .contains("5 found, 20 needed", "0 found, 10 needed");
    assertThat(admin.runs(project.id())).isEmpty();
  }

  @Test
  void theSameLabelsMakeTheSameSet() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    TrainingRequest first = started(project);
    worker.fail(first, "once");
    admin.await(first.runId(), "FAILED");
    TrainingRequest second = started(project);
    assertThat(second.trainingSetSha256()).isEqualTo(first.trainingSetSha256());
    assertThat(second.settings().seed()).isEqualTo(first.settings().seed());
    worker.fail(second, "twice");
    admin.await(second.runId(), "FAILED");

    project.label("TRAIN", 1);
    assertThat(started(project).trainingSetSha256()).isNotEqualTo(first.trainingSetSha256());
  }

  @Test
  void aRollbackBringsBackWhatWasLiveBefore() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    String rollback = "/projects/" + project.id() + "/rollback";
    admin.post(rollback, "", 409);
    AdapterReference first = promoted(project);
    AdapterReference second = promoted(project);
    worker.live(project.id(), 2);

    JsonNode back = admin.post(rollback, "", 200);
    assertThat(back.get("liveId").asText()).isEqualTo(first.adapterId().toString());
    assertThat(back.get("formerId").asText()).isEqualTo(second.adapterId().toString());
    assertThat(worker.live(project.id(), 3).at("/adapter/adapterId").asText())
        .isEqualTo(first.adapterId().toString());

    JsonNode forth = admin.post("/adapters/" + second.adapterId() + "/promote", "", 200);
    assertThat(forth.get("state").asText()).isEqualTo("LIVE");
    admin.post("/adapters/" + second.adapterId() + "/promote", "", 200);
    assertThat(admin.adapters(project.id()).get("sequence").asInt()).isEqualTo(4);
  }

  @Test
  void aRollbackFromTheFirstAdapterLeavesTheBaseModel() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    promoted(project);
    JsonNode back = admin.post("/projects/" + project.id() + "/rollback", "", 200);
    assertThat(back.get("liveId").isNull()).isTrue();
    assertThat(worker.live(project.id(), 2).get("adapter").isNull()).isTrue();
  }

  @Test
  void anotherLabelSchemaLeavesTheBaseModelAndTheOldAdapterOutside() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    AdapterReference adapter = promoted(project);
    TrainingRequest underWay = started(project);
    admin.put(
        "/projects/" + project.id() + "/schema",
        "{\"labels\":[\"positive\",\"negative\",\"neutral\",\"mixed\"]}",
        200);

    assertThat(worker.live(project.id(), 2).get("adapter").isNull()).isTrue();
    assertThat(admin.run(underWay.runId()).get("state").asText()).isEqualTo("CANCELLED");
    assertThat(
            admin
                .post("/adapters/" + adapter.adapterId() + "/promote", "", 409)
                .get("detail")
                .asText())
        .contains("label schema v1", "uses v2", "retrain or migrate");
    admin.post("/projects/" + project.id() + "/rollback", "", 409);
  }

  @Test
  void anAdapterOfAnotherBaseModelGoesLiveNeitherByPromotionNorByRollback() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    AdapterReference first = promoted(project);
    promoted(project);
    project.run("update adapter set base_model = 'another-base' where id = ?", first.adapterId());
    worker.beat(project.id(), 2);
    Eventually.eventually(
        "the worker's base model at the server",
        () -> admin.adapters(project.id()).get("workers").findValuesAsText("baseModel"),
        bases -> bases.contains(FakeWorker.BASE_MODEL));

    assertThat(
            admin
                .post("/adapters/" + first.adapterId() + "/promote", "", 409)
                .get("detail")
                .asText())
        .contains("base model another-base", FakeWorker.BASE_MODEL, "retrain");
    admin.post("/projects/" + project.id() + "/rollback", "", 409);
    assertThat(admin.adapters(project.id()).get("liveId").asText())
        .isNotEqualTo(first.adapterId().toString());
  }

  @Test
  void anotherTenantFindsNothingOfIt() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    AdapterReference adapter = promoted(project);
    UUID run = admin.start(project.id());
    Api stranger = new Api(TestTenants.GANGA, Member.ADMIN);
    String projectPath = "/projects/" + project.id();
    assertThat(
            List.of(
                stranger.statusOf("GET", "/training-runs/" + run, ""),
                stranger.statusOf("DELETE", "/training-runs/" + run, ""),
                stranger.statusOf(
                    "POST", "/training-runs/" + run + "/approval", "{\"approve\":true}"),
                stranger.statusOf("POST", "/adapters/" + adapter.adapterId() + "/promote", ""),
                stranger.statusOf("POST", projectPath + "/rollback", ""),
                stranger.statusOf("GET", projectPath + "/adapters", ""),
                stranger.statusOf("GET", projectPath + "/training-runs", ""),
                stranger.statusOf("POST", projectPath + "/training-runs", ""),
                stranger.statusOf("GET", projectPath + "/schedule", "")))
        .containsOnly(404);
    assertThat(admin.run(run).get("state").asText()).isEqualTo("QUEUED");
  }

  @Test
  void anEditorMayLookAndNotAct() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    UUID run = admin.start(project.id());
    Api editor = new Api(TestTenants.NILE, Member.EDITOR);
    Api annotator = new Api(TestTenants.NILE, Member.ANNOTATOR);
    String projectPath = "/projects/" + project.id();
    assertThat(editor.run(run).get("id").asText()).isEqualTo(run.toString());
    editor.adapters(project.id());
    assertThat(
            List.of(
                editor.statusOf("POST", projectPath + "/training-runs", ""),
                editor.statusOf("DELETE", "/training-runs/" + run, ""),
                editor.statusOf("POST", projectPath + "/rollback", ""),
                annotator.statusOf("GET", "/training-runs/" + run, ""),
                annotator.statusOf("GET", projectPath + "/adapters", "")))
        .containsOnly(403);
  }
}
