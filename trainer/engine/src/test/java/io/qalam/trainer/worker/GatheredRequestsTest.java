package io.qalam.trainer.worker;

import static io.qalam.trainer.worker.WorkerFixture.LABELS;
import static io.qalam.trainer.worker.WorkerFixture.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.PredictionRequest.PostText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of several tenants that wait at once, scored in common calls. */
class GatheredRequestsTest {
  @TempDir Path root;
  private WorkerFixture worker;

  @BeforeEach
  void start() {
    worker = new WorkerFixture(root);
  }

  @AfterEach
  void stop() throws InterruptedException {
    worker.close();
    assertThat(worker.model.open).as("adapters left open").isEmpty();
  }

  /** A tenant's project and the adapter that is live there; null for the base alone. */
  private record Team(UUID project, AdapterReference adapter) {}

  private Team team(float tilt) {
    UUID tenant = UUID.randomUUID();
    UUID project = UUID.randomUUID();
    AdapterReference adapter = worker.adapter(tenant, project, tilt, TiltModel.BASE, 1);
    announce(tenant, project, 1, adapter).join();
    return new Team(project, adapter);
  }

  private CompletableFuture<Void> announce(
      UUID tenant, UUID project, long sequence, AdapterReference adapter) {
    LiveAdapter message = new LiveAdapter(tenant, project, sequence, adapter, null, null);
    return worker.engine.swap(LiveAdapterChange.checked(message, worker.store, worker.yardsticks));
  }

  private static PredictionRequest request(Team team, String... texts) {
    return request(team.project(), team.adapter() == null ? 0 : 1, texts);
  }

  private static PredictionRequest request(UUID project, long sequence, String... texts) {
    List<PostText> posts = new ArrayList<>();
    for (String text : texts) {
      posts.add(new PostText(UUID.randomUUID(), posts.size() % 2 == 0 ? "ar" : "hi", text));
    }
    return new PredictionRequest(UUID.randomUUID(), project, sequence, 1, TASK, posts);
  }

  /** Hands over all requests while the engine is busy with another, so that all of them wait. */
  private List<AnswerBox> together(List<PredictionRequest> requests) {
    CountDownLatch handedOver = busyUntil();
    worker.model.calls.clear();
    List<AnswerBox> boxes = requests.stream().map(AnswerBox::new).toList();
    boxes.forEach(worker.engine::predict);
    handedOver.countDown();
    boxes.forEach(AnswerBox::await);
    return boxes;
  }

  /** Keeps the engine at a request of its own until the latch is counted down. */
  private CountDownLatch busyUntil() {
    worker.awaitChanges();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch handedOver = new CountDownLatch(1);
    worker.model.beforeScoring =
        () -> {
          busy.countDown();
          await(handedOver);
        };
    worker.engine.predict(new AnswerBox(WorkerFixture.request(0, "first")));
    await(busy);
    return handedOver;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void requestsOfSeveralTenantsShareACallAndAreAnsweredAsOneByOne() {
    List<Team> teams = List.of(team(1), team(2), new Team(UUID.randomUUID(), null), team(4));
    List<PredictionRequest> requests = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      requests.add(request(teams.get(i % 4), "ع".repeat(i + 1), "क".repeat(2 * i + 1), "x"));
    }

    List<AnswerBox> boxes = together(requests);

    assertThat(worker.model.calls).hasSize(1);
    assertThat(boxes).allSatisfy(box -> assertThat(box.all()).hasSize(1));
    for (int i = 0; i < boxes.size(); i++) {
      PredictionAnswer answer = boxes.get(i).await();
      AdapterReference adapter = teams.get(i % 4).adapter();
      assertThat(answer.adapterId()).isEqualTo(adapter == null ? null : adapter.adapterId());
      assertThat(answer).isEqualTo(worker.predict(requests.get(i)));
    }
  }

  @Test
  void aCallThatFailsFailsOnlyTheRequestThatBreaksIt() {
    List<Team> teams = List.of(team(1), team(2), team(3));
    PredictionRequest poisoned = request(teams.get(1), "fine", TiltModel.POISON);
    PredictionRequest before = request(teams.get(0), "before");
    PredictionRequest sameTeam = request(teams.get(1), "of the same adapter");
    PredictionRequest after = request(teams.get(2), "after");

    List<AnswerBox> boxes = together(List.of(before, poisoned, sameTeam, after));

    assertThat(boxes).allSatisfy(box -> assertThat(box.all()).hasSize(1));
    assertThat(boxes.get(1).await().error()).contains("native trouble with poison");
    assertThat(boxes.get(1).await().predictions()).isEmpty();
    for (int sound : new int[] {0, 2, 3}) {
      assertThat(boxes.get(sound).await().error()).isNull();
      assertThat(boxes.get(sound).await()).isEqualTo(worker.predict(boxes.get(sound).request()));
    }
  }

  @Test
  void aRequestThatCannotBeScoredFailsAloneWhateverIsWrongWithIt() {
    Team sound = team(1);
    UUID tenant = UUID.randomUUID();
    UUID project = UUID.randomUUID();
    announce(tenant, project, 1, worker.adapter(tenant, project, 1, TiltModel.BASE, 3)).join();
    Team old = new Team(project, worker.adapter(1));

    List<AnswerBox> boxes =
        together(
            List.of(
                request(sound, "good"),
                request(sound, "fine", TiltModel.BOTTOMLESS),
                request(old, "another schema's"),
                request(sound, "good too")));

    assertThat(worker.model.calls).hasSize(1);
    assertThat(boxes.get(0).await().error()).isNull();
    assertThat(boxes.get(1).await().error()).endsWith("scores NaN");
    assertThat(boxes.get(2).await().error()).contains("label schema v3; the project uses v1");
    assertThat(boxes.get(3).await().error()).isNull();
  }

  @Test
  void aCallHasAtMostItsRowsHoweverManyPostsWait() {
    Team team = team(2);
    String[] texts = Collections.nCopies(50, "post").toArray(String[]::new);
    List<PredictionRequest> requests = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      requests.add(request(team, texts));
    }

    List<AnswerBox> boxes = together(requests);

    assertThat(worker.model.calls)
        .allSatisfy(call -> assertThat(rows(call)).isBetween(1, BatchScorer.MOST_ROWS));
    assertThat(worker.model.calls.stream().mapToInt(GatheredRequestsTest::rows).sum())
        .isEqualTo(350);
    assertThat(boxes)
        .allSatisfy(box -> assertThat(box.await().predictions()).hasSize(50))
        .allSatisfy(box -> assertThat(box.all()).hasSize(1));
  }

  private static int rows(List<LabelModel.Question> call) {
    return call.stream().mapToInt(question -> question.texts().size()).sum();
  }

  @Test
  void aSwapBetweenWaitingRequestsIsBetweenTheirAnswersToo() {
    UUID tenant = UUID.randomUUID();
    UUID project = UUID.randomUUID();
    AdapterReference old = worker.adapter(tenant, project, 1, TiltModel.BASE, 1);
    AdapterReference next = worker.adapter(tenant, project, 2, TiltModel.BASE, 1);
    announce(tenant, project, 1, old).join();
    Team team = new Team(project, old);
    CountDownLatch handedOver = busyUntil();
    AnswerBox before = new AnswerBox(request(team, "post"));
    AnswerBox after = new AnswerBox(request(project, 2, "post"));
    worker.engine.predict(before);
    CompletableFuture<Void> swapped = announce(tenant, project, 2, next);
    worker.engine.predict(after);
    handedOver.countDown();
    swapped.join();

    assertThat(before.await().adapterId()).isEqualTo(old.adapterId());
    assertThat(before.await().predictions().get(0).label())
        .isEqualTo(LABELS.get(TiltModel.label("post", 1, 3)));
    assertThat(after.await().adapterId()).isEqualTo(next.adapterId());
    assertThat(after.await().predictions().get(0).label())
        .isEqualTo(LABELS.get(TiltModel.label("post", 2, 3)));
  }
}
