package io.qalam.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Lets one node of several do a timer's work: whoever holds the lease of that name.
 *
 * <p>A holder renews it by asking again; the others get it when it has run out by the database's
 * clock. The holder is the node by the name that {@code QALAM_NODE} gives it, so that a node killed
 * and started again goes on at once; two nodes must not share a name.
 */
@ApplicationScoped
public class TimerLease {

  private static final String TAKE =
      """
      insert into timer_lease (name, holder, until) values (?, ?, now() + ? * interval '1 second')
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where timer_lease.holder = excluded.holder or timer_lease.until < now()
      """;

  private final String holder = System.getenv().getOrDefault("QALAM_NODE", "server-1");

  @Inject private SystemDataSource system;

  /** Takes or renews the lease; false when another node holds it. */
  public boolean hold(String name, Duration length) {
    return system.update(TAKE, name, holder, length.toSeconds()) == 1;
  }

  /** Gives the lease back early, if this node holds it. */
  public void release(String name) {
    system.update("delete from timer_lease where name = ? and holder = ?", name, holder);
  }
}
