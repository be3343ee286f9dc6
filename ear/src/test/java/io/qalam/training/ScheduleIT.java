package io.qalam.training;

import static io.qalam.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import java.time.Instant;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that nobody starts by hand: the calendar, the threshold, and what holds them back. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ScheduleIT {

  private final Api admin = new Api(TestTenants.NILE, Member.ADMIN);

  private JsonNode schedule(LabelledProject project, String cron, int minNewLabels) {
    return admin.put(
        "/projects/" + project.id() + "/schedule",
        "{\"cron\":\"%s\",\"timeZone\":\"Africa/Cairo\",\"minNewLabels\":%d,\"enabled\":true}"
            .formatted(cron, minNewLabels),
        200);
  }

  private JsonNode schedule(UUID projectId) {
    return admin.get("/projects/" + projectId + "/schedule");
  }

  private static void missAFiring(LabelledProject project) {
    project.run(
        "update training_schedule set next_fire_at = now() - interval '3 days'"
            + " where project_id = ?",
        project.id());
  }

  private JsonNode awaitOutcome(LabelledProject project, String outcome) {
    return eventually(
        "outcome " + outcome,
        () -> schedule(project.id()),
        schedule -> schedule.get("lastOutcome").asText().equals(outcome));
  }

  @Test
  void aProjectWithoutAScheduleShowsOneThatIsOff() {
    JsonNode schedule = schedule(LabelledProject.empty(TestTenants.NILE).id());
    assertThat(schedule.get("enabled").asBoolean()).isFalse();
    assertThat(schedule.get("nextTimes")).isEmpty();
  }

  @Test
  void aScheduleShowsItsNextTimesInItsZone() {
    JsonNode schedule = schedule(LabelledProject.empty(TestTenants.NILE), "30 2 * * *", 0);
    assertThat(schedule.get("nextTimes")).hasSize(3);
    assertThat(schedule.at("/nextTimes/0").asText()).matches(".*T02:30\\+0[23]:00");
  }

  @Test
  void whatIsWrongIsNamedByItsField() {
    LabelledProject project = LabelledProject.empty(TestTenants.NILE);
    JsonNode problem =
        admin.put(
            "/projects/" + project.id() + "/schedule",
            "{\"cron\":\"99 * * * *\",\"timeZone\":\"Mars\",\"minNewLabels\":0,\"enabled\":true}",
            422);
    assertThat(problem.get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("cron", "timeZone");
    JsonNode threshold =
        admin.put(
            "/projects/" + project.id() + "/schedule",
            "{\"cron\":\"0 1 * * *\",\"timeZone\":\"UTC\",\"minNewLabels\":-1,\"enabled\":true}",
            422);
    assertThat(threshold.at("/errors/0/field").asText()).isEqualTo("minNewLabels");
  }

  @Test
  void aTimeThatWasMissedFiresOnce() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    schedule(project, "30 2 * * *", 0);
    missAFiring(project);
    JsonNode schedule = awaitOutcome(project, "STARTED");

    JsonNode runs = admin.runs(project.id());
    assertThat(runs).hasSize(1);
    assertThat(runs.at("/0/cause").asText()).isEqualTo("CALENDAR");
    assertThat(runs.at("/0/requestedBy").asText()).isEqualTo("timer");
    assertThat(Instant.parse(schedule.get("lastFiredAt").asText())).isBefore(Instant.now());
    theTimerHasGoneRoundAgain();
    assertThat(admin.runs(project.id())).hasSize(1);
  }

  /** Another project's missed time is fired in a later round, so the first one had its chance. */
  private void theTimerHasGoneRoundAgain() {
    LabelledProject later = LabelledProject.ready(TestTenants.GANGA);
    Api ganga = new Api(TestTenants.GANGA, Member.ADMIN);
    ganga.put(
        "/projects/" + later.id() + "/schedule",
        "{\"cron\":\"0 5 * * *\",\"timeZone\":\"Asia/Kolkata\",\"minNewLabels\":0,\"enabled\":true}",
        200);
    missAFiring(later);
    eventually("the later run", () -> ganga.runs(later.id()), runs -> runs.size() == 1);
  }

  @Test
  void withNothingNewTheCalendarSkipsAndSaysSo() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    UUID run = admin.start(project.id());
    project.run("update training_run set state = 'REJECTED' where id = ?", run);
    schedule(project, "30 2 * * *", 0);
    missAFiring(project);
    awaitOutcome(project, "NOTHING_NEW");
    assertThat(admin.runs(project.id())).hasSize(1);
    assertThat(schedule(project.id()).get("newLabels").asInt()).isZero();
  }

  @Test
  void labelsOfARunThatFailedAreStillNew() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    UUID run = admin.start(project.id());
    project.run("update training_run set state = 'FAILED' where id = ?", run);
    schedule(project, "30 2 * * *", 0);
    missAFiring(project);
    awaitOutcome(project, "STARTED");
    assertThat(admin.runs(project.id())).hasSize(2);
  }

  @Test
  void aRunUnderWayOrTooFewLabelsHoldTheCalendarBack() {
    LabelledProject busy = LabelledProject.ready(TestTenants.NILE);
    admin.start(busy.id());
    busy.label("TRAIN", 1);
    schedule(busy, "30 2 * * *", 0);
    missAFiring(busy);
    LabelledProject poor = LabelledProject.empty(TestTenants.NILE);
    poor.label("TRAIN", 3);
    schedule(poor, "30 2 * * *", 0);
    missAFiring(poor);

    awaitOutcome(busy, "ALREADY_RUNNING");
    awaitOutcome(poor, "TOO_FEW_LABELS");
    assertThat(admin.runs(busy.id())).hasSize(1);
    assertThat(admin.runs(poor.id())).isEmpty();
  }

  @Test
  void enoughNewLabelsStartARun() {
    LabelledProject project = LabelledProject.ready(TestTenants.NILE);
    schedule(project, "30 2 * * *", 61);
    theTimerHasGoneRoundAgain();
    assertThat(admin.runs(project.id())).isEmpty();
    project.label("TRAIN", 1);
    JsonNode runs = eventually("a run", () -> admin.runs(project.id()), found -> found.size() == 1);
    assertThat(runs.at("/0/cause").asText()).isEqualTo("THRESHOLD");
  }
}
