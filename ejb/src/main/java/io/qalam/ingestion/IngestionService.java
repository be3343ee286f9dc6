package io.qalam.ingestion;

import io.qalam.account.model.Role;
import io.qalam.ingestion.model.RejectedPost;
import io.qalam.ingestion.model.RejectedPostRepository;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Malformed;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Imports posts from a stream, whatever its length, in constant memory.
 *
 * <p>Batches of {@value #BATCH} records are stored each in a transaction of its own, so an import
 * that is cut off keeps what it stored, and the same file sent again finds those as duplicates.
 */
@Stateless
public class IngestionService {

  private static final int BATCH = 500;

  /** A batch of long posts ends earlier. */
  private static final int BATCH_CHARS = 2 << 20;

  private static final int MOST_REJECTS = 200;

  @Inject private PostIntake intake;
  @Inject private RejectedPostRepository rejects;

  /**
   * Imports every post of the stream and leaves it open.
   *
   * @param source {@code rest} or {@code file <name>}
   * @throws Invalid when the stream is no such file at all; single bad records are in the report
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public IngestionReport ingest(UUID projectId, PostFormat format, InputStream in, String source) {
    return ingest(projectId, format, in, source, report -> true);
  }

  /**
   * Imports posts until the stream ends or {@code goOn} says no; it is asked after every batch,
   * with the report so far.
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public IngestionReport ingest(
      UUID projectId,
      PostFormat format,
      InputStream in,
      String source,
      Predicate<IngestionReport> goOn) {
    intake.admit(projectId);
    try {
      return read(projectId, PostReader.open(format, in), ImportSource.of(source), goOn);
    } catch (UnreadableFileException e) {
      throw new Invalid(List.of(new FieldError("file", e.reason())));
    } catch (IOException e) {
      throw new Malformed(IngestionWording.CUT_OFF);
    }
  }

  private IngestionReport read(
      UUID projectId, PostReader reader, ImportSource source, Predicate<IngestionReport> goOn)
      throws IOException {
    ReportTally tally = new ReportTally();
    List<PostRecord> batch = nextBatch(reader);
    while (!batch.isEmpty()) {
      tally.add(intake.store(projectId, source, batch));
      batch = goOn.test(tally.report()) ? nextBatch(reader) : List.of();
    }
    return tally.report();
  }

  private static List<PostRecord> nextBatch(PostReader reader) throws IOException {
    List<PostRecord> batch = new ArrayList<>();
    int chars = 0;
    while (batch.size() < BATCH && chars < BATCH_CHARS) {
      Optional<PostRecord> record = reader.next();
      if (record.isEmpty()) {
        return batch;
      }
      batch.add(record.get());
      chars += record.get().source().length();
    }
    return batch;
  }

  /** The project's rejects, the newest first, in pages of {@code size}. */
  @Tenanted
  @NeedsRole(Role.EDITOR)
  public List<RejectedPost> rejects(UUID projectId, int page, int size) {
    intake.admit(projectId);
    int rows = Math.max(1, Math.min(size, MOST_REJECTS));
    return rejects.page(projectId, Math.max(0, page) * rows, rows);
  }

  /**
   * The project's rejects after that one, the newest first; with null the first ones.
   *
   * @throws NotFound when there is no such project
   */
  @Tenanted
  @NeedsRole(Role.EDITOR)
  public List<RejectedPost> rejectsAfter(UUID projectId, @Nullable UUID last) {
    intake.admit(projectId);
    return rejects.before(projectId, last, MOST_REJECTS);
  }

  /**
   * How many records the project refused.
   *
   * @throws NotFound when there is no such project
   */
  @Tenanted
  @NeedsRole(Role.EDITOR)
  public long rejectCount(UUID projectId) {
    intake.admit(projectId);
    return rejects.count(projectId);
  }
}
