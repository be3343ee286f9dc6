package io.qalam.outbox;

import io.qalam.tenant.SystemDataException;
import io.qalam.tenant.SystemDataSource;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the relay and a consumer loop for every {@link RecordHandler} with the application, and
 * ends them with it.
 *
 * <p>They run on threads of the server's thread factory: its default executor has one worker alone
 * once tasks queue up, so that the second loop would never begin.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Messaging {

  private static final Logger LOG = Logger.getLogger(Messaging.class.getName());

  /** How long an undeployment waits for a loop to end its record. */
  private static final long FAREWELL_MILLIS = TimeUnit.SECONDS.toMillis(10);

  @Resource private ManagedThreadFactory threads;
  @Inject private SystemDataSource system;
  @Inject private KafkaConnection kafka;
  @Inject private OutboxRelay relay;
  @Inject @Any private Instance<RecordHandler> handlers;

  private final List<BackgroundLoop> loops = new ArrayList<>();
  private final List<Thread> running = new ArrayList<>();

  @PostConstruct
  void start() {
    loops.add(relay);
    for (RecordHandler handler : handlers) {
      loops.add(
          new ConsumerLoop(
              handler,
              () -> kafka.consumer(handler.group()),
              this::databaseAnswers,
              new Backoff()));
    }
    for (BackgroundLoop loop : loops) {
      Thread thread = threads.newThread(loop);
      thread.setName(loop.name());
      thread.start();
      running.add(thread);
    }
  }

  private boolean databaseAnswers() {
    try {
      return system.first("select 1 as one", row -> row.number("one")).isPresent();
    } catch (SystemDataException e) {
      LOG.log(Level.FINE, "The database does not answer", e);
      return false;
    }
  }

  @PreDestroy
  void stop() {
    loops.forEach(BackgroundLoop::stop);
    try {
      for (Thread thread : running) {
        thread.join(FAREWELL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
