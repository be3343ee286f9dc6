package io.qalam.server;

import io.qalam.launcher.database.DatabaseAccess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The owner's connections, kept when a test closes one: fixtures write row by row, and a new
 * connection takes longer than the row.
 */
final class OwnerConnections {

  private final DatabaseAccess database;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  OwnerConnections(DatabaseAccess database) {
    this.database = database;
  }

  Connection open() throws SQLException {
    Connection kept = idle.poll();
    Connection connection = kept != null && kept.isValid(1) ? kept : database.connectAsOwner();
    AtomicBoolean closed = new AtomicBoolean();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                if (!closed.getAndSet(true)) {
                  giveBack(connection);
                }
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void giveBack(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    idle.push(connection);
  }
}
