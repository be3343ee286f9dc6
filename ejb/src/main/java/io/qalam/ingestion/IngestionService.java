package io.qalam.ingestion;

import io.qalam.account.model.Role;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.RejectedPost;
import io.qalam.ingestion.model.RejectedPostRepository;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Imports posts from a stream, whatever its length, in constant memory.
 *
 * <p>Batches of {@value PostBatches#RECORDS} records are stored each in a transaction of its own,
 * so an import that is cut off keeps what it stored, and the same file sent again finds those as
 * duplicates. What a request brought is remembered when it ends, cut off or not.
 */
@Stateless
public class IngestionService {

  private static final int MOST_REJECTS = 200;

  @Inject private PostIntake intake;
  @Inject private PostRepository posts;
  @Inject private RejectedPostRepository rejects;

  /**
   * Imports every post of the stream and leaves it open.
   *
   * @param source {@code rest} or {@code file <name>}
   * @throws io.qalam.tenant.Invalid when the stream is no such file at all; single bad records are
   *     in the report
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public IngestionReport ingest(UUID projectId, PostLayout layout, InputStream in, String source) {
    intake.admit(projectId);
    ReportTally tally = new ReportTally();
    ImportSource from = ImportSource.of(source);
    try {
      PostBatches.read(layout, in, 0, batch -> tally.add(intake.store(projectId, from, batch)));
    } finally {
      if (tally.hasStored()) {
        intake.remember(projectId, tally.report());
      }
    }
    return tally.report();
  }

  /**
   * The languages that posts of the project are in although it does not name them. Such posts are
   * kept: who imports is told, since a code is often a slip.
   *
   * @throws NotFound when there is no such project
   */
  @Tenanted
  @NeedsRole(Role.EDITOR)
  public List<String> unnamedLanguages(UUID projectId) {
    PostLanguages named = new PostLanguages(intake.admit(projectId).getLanguages());
    return posts.languages(projectId).stream().filter(lang -> !named.cover(lang)).toList();
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
