package io.qalam.ingestion.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;

/**
 * One band of a post's near-duplicate signature, by which later posts find its cluster.
 *
 * <p>A cluster has one row for each value a band took in it, so that a thousand copies of one
 * advert do not make the thousand-and-first slow.
 */
@Entity
@Immutable
@IdClass(PostBand.Key.class)
@SuppressWarnings("NullAway.Init")
public class PostBand {

  /** The key, but for the tenant. */
  public record Key(UUID projectId, short band, long hash, UUID postId) {}

  @Id private UUID projectId;
  @Id private short band;
  @Id private long hash;
  @Id private UUID postId;

  @TenantId
  @Column(updatable = false)
  private UUID tenantId;

  @Column(nullable = false)
  private UUID clusterId;

  /** For Hibernate. */
  protected PostBand() {}

  public PostBand(Post post, int band, long hash) {
    this.projectId = post.getProjectId();
    this.band = (short) band;
    this.hash = hash;
    this.postId = post.getId();
    this.clusterId = post.getClusterId();
  }

  public int getBand() {
    return band;
  }

  public long getHash() {
    return hash;
  }

  public UUID getPostId() {
    return postId;
  }

  public UUID getClusterId() {
    return clusterId;
  }
}
