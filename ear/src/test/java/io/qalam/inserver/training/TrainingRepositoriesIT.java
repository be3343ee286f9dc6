package io.qalam.inserver.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.adapter.model.LiveAdapterRepository;
import io.qalam.evaluation.model.EvaluationRepository;
import io.qalam.server.TestTenants;
import io.qalam.tenant.TenantRunner;
import io.qalam.training.model.AdapterRepository;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import io.qalam.training.model.TrainingScheduleRepository;
import io.qalam.training.model.YardstickRepository;
import io.qalam.trainingset.model.LabelRepository;
import io.qalam.trainingset.model.TrainingSetRepository;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No repository of the last four stages gives one tenant the other's rows. */
@ExtendWith(ArquillianExtension.class)
class TrainingRepositoriesIT {

  private static final UUID PROJECT = TestTenants.GANGA.row("21");
  private static final UUID SET = TestTenants.GANGA.row("32");
  private static final UUID ADAPTER = TestTenants.GANGA.row("33");
  private static final UUID RUN = TestTenants.GANGA.row("34");
  private static final UUID YARDSTICK = TestTenants.GANGA.row("36");
  private static final UUID POST = TestTenants.GANGA.row("23");

  @Inject private TenantRunner runner;
  @Inject private TrainingSetRepository sets;
  @Inject private LabelRepository labels;
  @Inject private TrainingRunRepository runs;
  @Inject private TrainingScheduleRepository schedules;
  @Inject private AdapterRepository adapters;
  @Inject private YardstickRepository yardsticks;
  @Inject private EvaluationRepository evaluations;
  @Inject private LiveAdapterRepository liveRows;

  private <T> T nile(Supplier<T> question) {
    return runner.inTenant(TestTenants.NILE.id(), "machine", question);
  }

  private <T> T ganga(Supplier<T> question) {
    return runner.inTenant(TestTenants.GANGA.id(), "machine", question);
  }

  @Test
  void trainingSets() {
    assertThat(ganga(() -> sets.find(SET))).isPresent();
    assertThat(nile(() -> sets.find(SET))).isEmpty();
    assertThat(nile(() -> sets.newest(PROJECT))).isEmpty();
  }

  @Test
  void labels() {
    assertThat(ganga(() -> labels.given(List.of(POST)))).hasSize(2);
    assertThat(nile(() -> labels.given(List.of(POST)))).isEmpty();
    assertThat(nile(() -> labels.settled(PROJECT, LabelRepository.FIRST, 10))).isEmpty();
    assertThat(nile(() -> labels.counts(PROJECT, Set.of("positive"), true))).isEmpty();
    assertThat(nile(() -> labels.settledSince(PROJECT, Set.of("positive"), null))).isZero();
  }

  @Test
  void trainingRuns() {
    assertThat(ganga(() -> runs.find(RUN))).isPresent();
    assertThat(nile(() -> runs.find(RUN))).isEmpty();
    assertThat(nile(() -> runs.lock(RUN))).isEmpty();
    assertThat(nile(() -> runs.list(PROJECT, 10))).isEmpty();
    assertThat(nile(() -> runs.active(PROJECT))).isEmpty();
    assertThat(nile(() -> runs.lockActive(PROJECT))).isEmpty();
    assertThat(nile(() -> runs.projectOf(RUN))).isEmpty();
    assertThat(nile(() -> runs.newestLearnedSet(PROJECT))).isEmpty();
    TrainingRun ofGanga = ganga(() -> runs.find(RUN)).orElseThrow();
    assertThat(nile(() -> runs.losses(ofGanga))).isEmpty();
  }

  @Test
  void schedules() {
    assertThat(ganga(() -> schedules.find(PROJECT))).isPresent();
    assertThat(nile(() -> schedules.find(PROJECT))).isEmpty();
    assertThat(nile(() -> schedules.lock(PROJECT))).isEmpty();
  }

  @Test
  void adapters() {
    assertThat(ganga(() -> adapters.find(ADAPTER))).isPresent();
    assertThat(nile(() -> adapters.find(ADAPTER))).isEmpty();
    assertThat(nile(() -> adapters.list(PROJECT))).isEmpty();
    assertThat(nile(() -> adapters.live(PROJECT))).isEmpty();
    assertThat(nile(() -> adapters.bestEverLive(PROJECT, 1))).isEmpty();
  }

  @Test
  void yardsticks() {
    assertThat(ganga(() -> yardsticks.find(YARDSTICK))).isPresent();
    assertThat(ganga(() -> yardsticks.newest(PROJECT, 1))).isPresent();
    assertThat(nile(() -> yardsticks.find(YARDSTICK))).isEmpty();
    assertThat(nile(() -> yardsticks.newest(PROJECT, 1))).isEmpty();
  }

  @Test
  void evaluationReports() {
    assertThat(ganga(() -> evaluations.report(RUN))).hasSize(1);
    assertThat(nile(() -> evaluations.report(RUN))).isEmpty();
  }

  @Test
  void whatIsLive() {
    assertThat(ganga(() -> liveRows.find(PROJECT))).isPresent();
    assertThat(nile(() -> liveRows.find(PROJECT))).isEmpty();
    assertThat(nile(() -> liveRows.lock(PROJECT))).isEmpty();
    assertThat(nile(liveRows::list))
        .noneMatch(row -> row.getTenantId().equals(TestTenants.GANGA.id()));
  }
}
