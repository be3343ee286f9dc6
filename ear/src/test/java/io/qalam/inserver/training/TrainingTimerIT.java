package io.qalam.inserver.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.server.TestTenants;
import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TenantRunner;
import io.qalam.training.TrainingTimer;
import io.qalam.training.model.TrainingSchedule;
import io.qalam.training.model.TrainingScheduleRepository;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The timer's work, done by several at once. */
@ExtendWith(ArquillianExtension.class)
class TrainingTimerIT {

  private static final UUID PROJECT = TestTenants.GANGA.row("21");

  @EJB private TrainingTimer timer;
  @Inject private TenantRunner runner;
  @Inject private TrainingScheduleRepository schedules;
  @Inject private SystemDataSource system;

  @Resource private ManagedExecutorService executor;

  @Test
  void aDueScheduleFiresOnceHoweverManyFireIt() throws Exception {
    Instant due = Instant.now().minusSeconds(60);
    runner.inTenant(TestTenants.GANGA.id(), "machine", () -> makeDue(due));
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(executor.submit(timer::fireSchedules));
    }
    for (Future<?> call : calls) {
      call.get(60, TimeUnit.SECONDS);
    }
    TrainingSchedule fired =
        runner.inTenant(
            TestTenants.GANGA.id(), "machine", () -> schedules.find(PROJECT).orElseThrow());
    assertThat(fired.getNextFireAt()).isAfter(Instant.now());
    assertThat(fired.getLastFiredAt()).isAfter(due);
    assertThat(fired.getLastOutcome()).isNotNull();
  }

  private void makeDue(Instant due) {
    schedules.lock(PROJECT).orElseThrow().change("0 3 1 1 *", "Africa/Cairo", 0, true, due);
  }

  @Test
  void withoutTheLeaseNothingIsDone() {
    system.update(
        "insert into timer_lease (name, holder, until)"
            + " values ('training-schedule', 'another-node', now() + interval '1 hour')"
            + " on conflict (name) do update set holder = excluded.holder, until = excluded.until");
    try {
      Instant due = Instant.now().minusSeconds(60);
      runner.inTenant(TestTenants.GANGA.id(), "machine", () -> makeDue(due));
      timer.fireSchedules();
      TrainingSchedule waiting =
          runner.inTenant(
              TestTenants.GANGA.id(), "machine", () -> schedules.find(PROJECT).orElseThrow());
      assertThat(waiting.isDue(Instant.now())).isTrue();
    } finally {
      system.update("delete from timer_lease where name = 'training-schedule'");
    }
  }
}
