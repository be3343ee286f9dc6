package io.qalam.tenant.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void anIdIsAUuidOfVersion7AndTheRfcVariant() {
    UUID id = Ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void anIdCarriesItsTime() {
    long before = System.currentTimeMillis();

    long millis = Ids.next().getMostSignificantBits() >>> 16;

    assertThat(millis).isBetween(before, before + 60_000);
  }

  @Test
  void idsOfOneThreadSortInTheOrderTheyWereMade() {
    List<String> ids = Stream.generate(Ids::next).limit(20_000).map(UUID::toString).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsOfManyThreadsDiffer() {
    List<UUID> ids = IntStream.range(0, 20_000).parallel().mapToObj(i -> Ids.next()).toList();

    assertThat(ids).doesNotHaveDuplicates();
  }
}
