package io.qalam.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.queue.Hands.Held;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HandsTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private static Held held(int minute, boolean again) {
    return new Held(
        UUID.randomUUID(),
        NOON.plusSeconds(60L * minute),
        again,
        () -> {
          throw new AssertionError("nothing is handed back by an order");
        });
  }

  @Test
  void whatWasTakenBackLastIsFirstAndTheRestInTheOrderInWhichItWasGiven() {
    Held given = held(1, false);
    Held givenLater = held(3, false);
    Held takenBack = held(2, true);
    Held takenBackLater = held(4, true);

    assertThat(Hands.inOrder(List.of(givenLater, takenBack, given, takenBackLater)))
        .containsExactly(takenBackLater, takenBack, given, givenLater);
  }
}
