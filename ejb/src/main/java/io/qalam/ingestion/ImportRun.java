package io.qalam.ingestion;

import io.qalam.tenant.Caller;
import io.qalam.tenant.Problem;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one import on a thread of its own, as the person who began it. */
@ApplicationScoped
class ImportRun {

  private static final Logger LOG = Logger.getLogger(ImportRun.class.getName());

  @Inject private TenantContext context;
  @Inject private IngestionService ingestion;

  @ActivateRequestContext
  void run(Caller caller, UUID projectId, PostFormat format, Path file, ImportJob job) {
    context.become(caller);
    try (InputStream in = new Counting(Files.newInputStream(file), job)) {
      job.goOn(ingestion.ingest(projectId, format, in, "file " + job.getFileName(), job::goOn));
      job.end();
    } catch (Problem e) {
      job.fail(e.said());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.SEVERE, "An import failed", e);
      job.fail(Sentence.of(IngestionWording.FAILED));
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The imported file " + file + " could not be deleted", e);
    }
  }

  /** Tells the job how far the file is read. */
  private static final class Counting extends FilterInputStream {

    private final ImportJob job;
    private long count;

    Counting(InputStream in, ImportJob job) {
      super(in);
      this.job = job;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      add(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int read = super.read(into, from, most);
      add(Math.max(0, read));
      return read;
    }

    private void add(int bytes) {
      count += bytes;
      job.read(count);
    }
  }
}
