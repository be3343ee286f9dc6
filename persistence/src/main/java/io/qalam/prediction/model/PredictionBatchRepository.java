package io.qalam.prediction.model;

import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the transaction's tenant asked of the workers, and what is still to be asked. */
@ApplicationScoped
public class PredictionBatchRepository {

  static final List<BatchState> UNFINISHED = List.of(BatchState.REQUESTED, BatchState.FAILED);

  static final String NOT_ASKED_FOR =
      """
       and not exists (select 1 from PredictionBatchPost bp join PredictionBatch b on b.id = bp.batchId
         where bp.postId = p.id and b.state in :unfinished)
      """;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(PredictionBatch batch, List<UUID> postIds) {
    em.persist(batch);
    postIds.forEach(post -> em.persist(new PredictionBatchPost(batch.getId(), post)));
  }

  /** The project of a batch, by which it is locked before it is read. */
  public Optional<UUID> projectOf(UUID batchId) {
    return em.createQuery(
            "select b.projectId from PredictionBatch b where b.id = :batch", UUID.class)
        .setParameter("batch", batchId)
        .getResultStream()
        .findFirst();
  }

  public Optional<PredictionBatch> find(UUID id) {
    return Optional.ofNullable(em.find(PredictionBatch.class, id));
  }

  /** The project's batches of that state, the oldest first. */
  public List<PredictionBatch> list(UUID projectId, BatchState state) {
    return em.createQuery(
            "select b from PredictionBatch b"
                + " where b.projectId = :project and b.state = :state order by b.requestedAt, b.id",
            PredictionBatch.class)
        .setParameter("project", projectId)
        .setParameter("state", state)
        .getResultList();
  }

  /** How many batches of the project wait for a worker. */
  public long open(UUID projectId) {
    return em.createQuery(
            "select count(b) from PredictionBatch b"
                + " where b.projectId = :project and b.state = :state",
            Long.class)
        .setParameter("project", projectId)
        .setParameter("state", BatchState.REQUESTED)
        .getSingleResult();
  }

  public List<UUID> postIds(UUID batchId) {
    return em.createQuery(
            "select bp.postId from PredictionBatchPost bp where bp.batchId = :batch", UUID.class)
        .setParameter("batch", batchId)
        .getResultList();
  }

  /** Ends every batch of the project that waits or failed: the project has gone on. */
  public void supersedeAll(UUID projectId) {
    em.createQuery(
            "update PredictionBatch b set b.state = :superseded"
                + " where b.projectId = :project and b.state in :unfinished")
        .setParameter("superseded", BatchState.SUPERSEDED)
        .setParameter("unfinished", UNFINISHED)
        .setParameter("project", projectId)
        .executeUpdate();
  }

  /** Posts that no batch has asked for yet, in the order they came. */
  public List<Post> neverPredicted(UUID projectId, int most) {
    return em.createQuery(
            "select p from Post p where p.projectId = :project and p.state = :new"
                + NOT_ASKED_FOR
                + " order by p.id",
            Post.class)
        .setParameter("project", projectId)
        .setParameter("new", PostState.NEW)
        .setParameter("unfinished", UNFINISHED)
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * Since when the batch's posts are asked for in vain, under the adapter and label schema of the
   * batch: the first request that failed or was given up, or the batch's own.
   */
  public Instant askedInVainSince(PredictionBatch batch) {
    Instant first =
        em.createQuery(
                "select min(b.requestedAt) from PredictionBatchPost own"
                    + " join PredictionBatchPost bp on bp.postId = own.postId"
                    + " join PredictionBatch b on b.id = bp.batchId"
                    + " where own.batchId = :batch and b.error is not null"
                    + " and b.schemaVersion = :version and b.adapterId is not distinct from :adapter",
                Instant.class)
            .setParameter("batch", batch.getId())
            .setParameter("version", batch.getSchemaVersion())
            .setParameter("adapter", batch.getAdapterId())
            .getSingleResult();
    return first == null ? batch.getRequestedAt() : first;
  }
}
