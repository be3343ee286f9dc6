package io.qalam.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.queue.model.Quota;
import io.qalam.tenant.LocalMoment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotasTest {

  private static final UUID PROJECT = UUID.randomUUID();
  private static final Quota EVERYBODYS = new Quota(PROJECT, null, null);
  private static final Quota OF_ONE_GROUP = new Quota(PROJECT, null, UUID.randomUUID());
  private static final Quota OF_ANOTHER = new Quota(PROJECT, null, UUID.randomUUID());
  private static final Quota OWN = new Quota(PROJECT, UUID.randomUUID(), null);

  @Test
  void onesOwnQuotaHoldsAloneThenThoseOfAllGroupsThenEverybodys() {
    assertThat(Quotas.inForce(List.of(EVERYBODYS, OF_ONE_GROUP, OWN))).containsExactly(OWN);
    assertThat(Quotas.inForce(List.of(EVERYBODYS, OF_ONE_GROUP, OF_ANOTHER)))
        .containsExactly(OF_ONE_GROUP, OF_ANOTHER);
    assertThat(Quotas.inForce(List.of(EVERYBODYS))).containsExactly(EVERYBODYS);
    assertThat(Quotas.inForce(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,              2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z",
    "Asia/Kolkata,     2026-03-01T18:29:59Z, 2026-02-28T18:30:00Z, 2026-03-01T18:30:00Z",
    "Asia/Kolkata,     2026-03-01T18:30:00Z, 2026-03-01T18:30:00Z, 2026-03-02T18:30:00Z",
    "America/New_York, 2026-03-08T12:00:00Z, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
  })
  void aDayIsThatOfItsZoneAndMayHaveTwentyThreeHours(
      String zone, Instant now, Instant from, Instant to) {
    Quota quota = new Quota(PROJECT, null, null);
    quota.bound(1, null, ZoneId.of(zone));

    assertThat(quota.dayOf(now)).isEqualTo(from);
    assertThat(quota.dayAfter(now)).isEqualTo(to);
  }

  @Test
  void aMomentIsSaidByTheClockOfItsPlaceWithTheDigitsOfTheKeyboard() {
    LocalMoment midnight =
        new LocalMoment(Instant.parse("2026-03-01T18:30:00Z"), ZoneId.of("Asia/Kolkata"));

    assertThat(midnight.in(Locale.ENGLISH)).contains("Mar 2, 2026", "12:00", "(Asia/Kolkata)");
    assertThat(midnight.in(Locale.forLanguageTag("ar"))).contains("2026", "Asia/Kolkata");
    assertThat(midnight.in(Locale.forLanguageTag("hi"))).contains("2026").contains("12:00");
  }
}
