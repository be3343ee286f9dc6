package io.qalam.overview.model;

import io.qalam.job.model.Job;
import io.qalam.job.model.JobState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * An export that goes on by itself: which posts it writes, how far it is, and how it ended.
 *
 * <p>The row follows the file: it says how many bytes of it hold which posts once these bytes are
 * on the disk, so that whoever goes on cuts off what lies behind them.
 */
@Entity
@SuppressWarnings("NullAway.Init")
public class ExportJob extends Job {

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false, updatable = false)
  private Map<String, String> asked;

  private @Nullable Long total;
  private long posts;
  private @Nullable UUID lastPost;
  private long bytes;
  private int fileFence;
  private @Nullable String sha256;
  private @Nullable Instant sweptAt;

  /** For Hibernate. */
  protected ExportJob() {}

  /**
   * An export that waits for a node.
   *
   * @param asked what posts are asked for by, by field
   */
  public ExportJob(
      UUID id, UUID projectId, UUID startedBy, String format, Map<String, String> asked) {
    super(id, projectId, startedBy, format);
    this.asked = Map.copyOf(asked);
  }

  /**
   * Begins a file anew.
   *
   * @param toWrite posts there are to write
   */
  public void begin(long toWrite, Duration lease) {
    total = toWrite;
    posts = 0;
    lastPost = null;
    bytes = 0;
    fileFence = getFence();
    prolong(lease);
  }

  /**
   * Takes note of posts that are on the disk.
   *
   * @param more posts
   * @param last the last of them
   * @param bytesNow of the file
   */
  public void advance(int more, UUID last, long bytesNow, Duration lease) {
    posts += more;
    lastPost = last;
    bytes = bytesNow;
    fileFence = getFence();
    prolong(lease);
  }

  /** Takes note that the file is whole. */
  public void finish(long bytesInAll, String hash) {
    bytes = bytesInAll;
    fileFence = getFence();
    sha256 = hash;
    done();
  }

  /** Takes note that the file was deleted. */
  public void sweep(Instant now) {
    sweptAt = now;
  }

  /** An export whose file was deleted begins anew. */
  @Override
  public void resume() {
    super.resume();
    sweptAt = null;
  }

  /** What posts are asked for by, by field. */
  public Map<String, String> getAsked() {
    return asked;
  }

  /** Posts to write; null until they are counted. */
  public @Nullable Long getTotal() {
    return total;
  }

  @Override
  public long progress() {
    return posts;
  }

  /** Posts that are written. */
  public long getPosts() {
    return posts;
  }

  /** The last post that is written; null before the first. */
  public @Nullable UUID getLastPost() {
    return lastPost;
  }

  /** Bytes of the file that hold what is written. */
  public long getBytes() {
    return bytes;
  }

  /** The fence of the holder whose file these bytes are in. */
  public int getFileFence() {
    return fileFence;
  }

  /** Of the file, in hex; null until it is whole. */
  public @Nullable String getSha256() {
    return sha256;
  }

  /** When the file was deleted by the timer; null while it is kept. */
  public @Nullable Instant getSweptAt() {
    return sweptAt;
  }

  /** How many of the posts are written, in whole per cent. */
  public int getPercent() {
    if (getState() == JobState.DONE) {
      return 100;
    }
    return total == null || total == 0 ? 0 : (int) Math.min(99, 100 * posts / total);
  }
}
