package io.qalam.ingestion;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Malformed;
import io.qalam.tenant.Problem.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A stream's posts, a batch at a time. */
final class PostBatches {

  /** In a batch, at most. */
  static final int RECORDS = 500;

  /** A batch of long posts ends earlier. */
  private static final int CHARS = 2 << 20;

  private PostBatches() {}

  /**
   * Hands over a stream's records in batches, but for its first {@code known} ones.
   *
   * @throws Invalid when the stream holds no posts of this format, or none at all
   */
  static void read(
      PostLayout layout, InputStream in, long known, Consumer<List<PostRecord>> store) {
    try {
      PostReader reader = PostReader.open(layout, in);
      skip(reader, known);
      List<PostRecord> batch = next(reader);
      if (known == 0 && batch.isEmpty()) {
        throw new UnreadableFileException(IngestionWording.NO_POSTS);
      }
      while (!batch.isEmpty()) {
        store.accept(batch);
        batch = next(reader);
      }
    } catch (UnreadableFileException e) {
      throw new Invalid(List.of(new FieldError("file", e.reason())));
    } catch (IOException e) {
      throw new Malformed(IngestionWording.CUT_OFF);
    }
  }

  private static void skip(PostReader reader, long records) throws IOException {
    boolean more = true;
    for (long read = 0; read < records && more; read++) {
      more = reader.next().isPresent();
    }
  }

  private static List<PostRecord> next(PostReader reader) throws IOException {
    List<PostRecord> batch = new ArrayList<>();
    int chars = 0;
    while (batch.size() < RECORDS && chars < CHARS) {
      Optional<PostRecord> record = reader.next();
      if (record.isEmpty()) {
        return batch;
      }
      batch.add(record.get());
      chars += record.get().source().length();
    }
    return batch;
  }
}
