package io.qalam.job;

import io.qalam.job.model.Job;
import io.qalam.job.model.JobRepository;
import io.qalam.tenant.Problem;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.Spoken;
import io.qalam.tenant.StoredSentence;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Wording;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One kind of job: takes one from where it is to its end, as the person who began it.
 *
 * @param <J> the kind
 */
public abstract class JobWork<J extends Job> {

  private static final Logger LOG = Logger.getLogger(JobWork.class.getName());

  @Inject private TenantContext context;
  @Inject private JobSteps steps;

  private final JobFaults faults = new JobFaults();

  private volatile boolean ending;

  protected abstract JobRepository<J> jobs();

  /** What a job fails with when whoever began it may do so no longer. */
  protected abstract Wording mayNoLonger();

  /** What a job fails with by a fault of the server. */
  protected abstract Wording failed();

  /**
   * Does what is left of a job and writes down that it is done.
   *
   * @throws Problem what is wrong with it, for whoever began it
   * @throws JobStoppedException when this node is to work on it no longer
   * @throws IOException when a file cannot be read or written
   */
  protected abstract void work(UUID tenantId, J job) throws IOException;

  /** Clears away what a job leaves behind that is done or failed. */
  protected abstract void clear(UUID tenantId, J job);

  /**
   * Remembers how a job ended, in the transaction that ends it; a kind of job that nobody asks
   * after leaves nothing.
   *
   * @param job as it is now
   */
  protected void ended(J job) {}

  /** The server ends: another node, or this one later, goes on behind the last step. */
  public void end() {
    ending = true;
  }

  /** Ends the work where the server does. */
  protected void requireServer() {
    if (ending) {
      throw new JobStoppedException();
    }
  }

  /** Works on a job, if nobody else does. */
  @ActivateRequestContext
  public void run(UUID tenantId, UUID jobId) {
    steps
        .take(this, tenantId, jobId)
        .ifPresent(
            taken -> {
              context.become(taken.caller());
              run(tenantId, taken.job());
            });
  }

  private void run(UUID tenantId, J job) {
    try {
      workOrFail(tenantId, job);
      clear(tenantId, job);
      faults.forget(job.getId());
    } catch (JobStoppedException stopped) {
      faults.forget(job.getId());
      LOG.log(Level.FINE, "Job {0} is left where it is", job.getId());
    }
  }

  private void workOrFail(UUID tenantId, J job) {
    try {
      work(tenantId, job);
    } catch (JobStoppedException stopped) {
      throw stopped;
    } catch (Problem e) {
      fail(tenantId, job, stored(e));
    } catch (IOException e) {
      LOG.log(Level.SEVERE, "The file of job " + job.getId() + " is out of reach", e);
      fail(tenantId, job, StoredSentence.write(Sentence.of(failed())));
    } catch (RuntimeException | Error e) {
      failOrTryAgain(tenantId, job, e);
      throw e;
    }
  }

  /** A fault may be the moment's, and the database's; one that bars the way is the job's. */
  private void failOrTryAgain(UUID tenantId, J job, Throwable fault) {
    if (faults.barTheWay(job.getId(), job.progress())) {
      LOG.log(Level.SEVERE, "Job " + job.getId() + " gets no further", fault);
      fail(tenantId, job, StoredSentence.write(Sentence.of(failed())));
      throw new JobStoppedException(); // the fault is the server's: what was sent stays
    }
  }

  /** A server that ends breaks off reading: that is no fault of the file. */
  private void fail(UUID tenantId, J job, String why) {
    if (ending || Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("the server ends");
    }
    steps.change(
        jobs(),
        tenantId,
        job,
        held -> {
          held.fail(why);
          ended(held);
        });
  }

  private static String stored(Problem problem) {
    Spoken said = problem.errors().isEmpty() ? problem.said() : problem.errors().get(0).problem();
    return said instanceof Sentence sentence
        ? StoredSentence.write(sentence)
        : said.in(Locale.ENGLISH);
  }
}
