package io.qalam.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.protocol.ArtifactPaths;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.store.ArtifactException;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.yardstick.Yardstick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YardstickShelfTest {
  private static final UUID TENANT = UUID.randomUUID();
  private static final List<String> LABELS = List.of("good", "bad");

  @TempDir Path root;

  private YardstickReference stored(ArtifactStore store, String word) {
    List<Yardstick.Row> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(new Yardstick.Row((i % 2 == 0 ? word : "other") + " " + i, i % 2));
    }
    return new YardstickReference(
        TENANT,
        UUID.randomUUID(),
        YardstickReference.idOf(UUID.randomUUID()),
        store.storeYardstick(TENANT, Yardstick.train(rows, 2, 1).write(LABELS)),
        1);
  }

  private void delete(YardstickReference reference) throws IOException {
    Files.delete(new ArtifactPaths(root).yardstick(TENANT, reference.sha256()));
  }

  @Test
  void theLeastRecentlyUsedGoesFirstAndComesBackFromTheStore() throws IOException {
    ArtifactStore store = new ArtifactStore(root);
    List<YardstickReference> all =
        List.of(stored(store, "one"), stored(store, "two"), stored(store, "three"));
    YardstickShelf shelf = new YardstickShelf(store, 2L * store.yardstick(all.get(2)).length);

    Yardstick.Named first = shelf.get(all.get(0));
    shelf.get(all.get(1));
    shelf.get(all.get(0));
    shelf.get(all.get(2));

    assertThat(shelf.size()).isEqualTo(2);
    delete(all.get(0));
    delete(all.get(1));
    assertThat(shelf.get(all.get(0))).as("used after the second").isSameAs(first);
    assertThatThrownBy(() -> shelf.get(all.get(1)))
        .as("it went, and its file is gone too")
        .isInstanceOf(ArtifactException.class);
  }

  @Test
  void oneThatIsLargerThanAllTheRoomStaysUntilTheNext() {
    ArtifactStore store = new ArtifactStore(root);
    YardstickReference one = stored(store, "one");
    YardstickShelf shelf = new YardstickShelf(store, 1);

    Yardstick.Named first = shelf.get(one);

    assertThat(shelf.get(one)).isSameAs(first);
    shelf.get(stored(store, "two"));
    assertThat(shelf.size()).isEqualTo(1);
    assertThat(shelf.get(one).labels()).isEqualTo(LABELS);
  }
}
