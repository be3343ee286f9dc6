package io.qalam.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.labelschema.model.Project;
import io.qalam.prediction.model.LiveNow;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpToDateTest {

  private static final long LONG = TimeUnit.SECONDS.toNanos(1);

  private final UpToDate upToDate = new UpToDate();
  private final Project project = new Project("posts", "sentiment", List.of("ar"));

  @Test
  void whatTookLongToFindOutIsBelievedUntilSomethingElseIsLive() {
    LiveNow first = new LiveNow(UUID.randomUUID(), 1);
    upToDate.note(project, first, LONG);

    assertThat(upToDate.knows(project, first)).isTrue();
    assertThat(upToDate.knows(project, new LiveNow(UUID.randomUUID(), 2))).isFalse();
    assertThat(upToDate.knows(project, new LiveNow(first.adapterId(), 3))).isFalse();
    assertThat(upToDate.knows(new Project("others", "topic", List.of("hi")), first)).isFalse();
  }

  @Test
  void aSmallProjectIsLookedThroughEachTime() {
    upToDate.note(project, LiveNow.BASE, 1_000_000);

    assertThat(upToDate.knows(project, LiveNow.BASE)).isFalse();
  }
}
