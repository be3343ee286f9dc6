package io.qalam.ingestion;

import io.qalam.tenant.Problem;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.Spoken;
import io.qalam.tenant.StoredSentence;
import io.qalam.tenant.TenantContext;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The imports that this node works on, each on a thread of its own, as the person who began it.
 *
 * <p>What finds no room here waits in the database until a node has room.
 */
@ApplicationScoped
public class ImportRuns {

  private static final Logger LOG = Logger.getLogger(ImportRuns.class.getName());
  private static final int AT_ONCE = 4;

  @Resource private ManagedThreadFactory threads;
  @Inject private ImportWork work;

  private final Map<UUID, Thread> running = new ConcurrentHashMap<>();

  void onWaiting(@Observes(during = TransactionPhase.AFTER_SUCCESS) ImportWaits waiting) {
    begin(waiting.tenantId(), waiting.jobId());
  }

  /** Works on an import, where there is room and this node does not work on it already. */
  synchronized void begin(UUID tenantId, UUID jobId) {
    if (running.size() >= AT_ONCE || running.containsKey(jobId)) {
      return;
    }
    Thread thread = threads.newThread(() -> run(tenantId, jobId));
    thread.setName("qalam-import-" + jobId);
    running.put(jobId, thread);
    thread.start();
  }

  private void run(UUID tenantId, UUID jobId) {
    try {
      work.run(tenantId, jobId);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Import " + jobId + " cannot go on now; trying again", e);
    } finally {
      running.remove(jobId);
    }
  }

  /** The server ends: another node, or this one later, goes on behind the last batch stored. */
  @PreDestroy
  void stop() {
    work.end();
  }

  /** One import from where it is to its end; apart, because a proxy gives it a caller. */
  @ApplicationScoped
  static class ImportWork {

    @Inject private TenantContext context;
    @Inject private ImportSteps steps;
    @Inject private ImportFiles files;
    @Inject private PostIntake intake;

    private volatile boolean ending;

    void end() {
      ending = true;
    }

    @ActivateRequestContext
    void run(UUID tenantId, UUID jobId) {
      steps.take(tenantId, jobId).ifPresent(taken -> run(tenantId, taken));
    }

    private void run(UUID tenantId, ImportSteps.Taken taken) {
      context.become(taken.caller());
      try (CountedStream in = new CountedStream(files.open(tenantId, taken.id()))) {
        goOn(taken, in);
        steps.finish(tenantId, taken.id());
      } catch (ImportStoppedException e) {
        return; // whoever stopped it wrote that down; its file stays
      } catch (Problem e) {
        fail(tenantId, taken.id(), stored(e));
      } catch (IOException e) {
        LOG.log(Level.SEVERE, "The file of an import cannot be read", e);
        fail(tenantId, taken.id(), StoredSentence.write(Sentence.of(IngestionWording.FAILED)));
      }
      files.delete(tenantId, taken.id());
    }

    /** A server that ends breaks off reading: that is no fault of the file. */
    private void fail(UUID tenantId, UUID jobId, String why) {
      if (ending || Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("the server ends");
      }
      steps.fail(tenantId, jobId, why);
    }

    private void goOn(ImportSteps.Taken job, CountedStream in) {
      intake.admit(job.projectId());
      ImportSource source = ImportSource.of("file " + job.fileName());
      PostBatches.read(
          job.format(), in, job.records(), batch -> store(job, source, batch, in.count()));
    }

    private void store(
        ImportSteps.Taken job, ImportSource source, List<PostRecord> batch, long readUpTo) {
      if (ending) {
        throw new ImportStoppedException();
      }
      intake.storeOf(job.id(), steps.node(), source, batch, readUpTo);
    }

    private static String stored(Problem problem) {
      Spoken said = problem.errors().isEmpty() ? problem.said() : problem.errors().get(0).problem();
      return said instanceof Sentence sentence
          ? StoredSentence.write(sentence)
          : said.in(Locale.ENGLISH);
    }
  }
}
