package io.qalam.tenant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database as the system role sees it: the few questions that come before a tenant is known.
 *
 * <p>Login and token look-up, the list of tenants, the outbox relay, sweepers and leases. Plain
 * JDBC, outside the caller's JTA transaction: each call stands by itself.
 */
@ApplicationScoped
public class SystemDataSource {

  @Resource(lookup = "java:app/jdbc/qalam-system")
  private DataSource dataSource;

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(Row row) throws SQLException;
  }

  /** Every row of a query; {@code ?} are filled with {@code parameters} in their order. */
  public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    return connected(connection -> query(connection, sql, reader, parameters));
  }

  /** Every row of a query that is part of a transaction. */
  public static <T> List<T> query(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(new Row(rows)));
      }
      return found;
    }
  }

  /** The first row of a query. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    return query(sql, reader, parameters).stream().findFirst();
  }

  /** Runs a statement and returns how many rows it changed. */
  public int update(String sql, @Nullable Object... parameters) {
    return connected(connection -> update(connection, sql, parameters));
  }

  /** Runs a statement that is part of a transaction. */
  public static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Runs {@code work} in one database transaction of its own; rolls back when it fails. */
  public <T> T inTransaction(Work<T> work) {
    return connected(
        connection -> {
          connection.setAutoCommit(false);
          try {
            T outcome = work.with(connection);
            connection.commit();
            return outcome;
          } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
          } finally {
            connection.setAutoCommit(true);
          }
        });
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private <T> T connected(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new SystemDataException(e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, column(parameters[i]));
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static @Nullable Object column(@Nullable Object value) {
    return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
  }

  /** The row a query stands on. */
  public static final class Row {

    private final ResultSet rows;

    private Row(ResultSet rows) {
      this.rows = rows;
    }

    /** A uuid column that is not null. */
    public UUID uuid(String column) throws SQLException {
      return rows.getObject(column, UUID.class);
    }

    /** A text column that is not null. */
    public String text(String column) throws SQLException {
      return rows.getString(column);
    }

    public int number(String column) throws SQLException {
      return rows.getInt(column);
    }

    public long bigNumber(String column) throws SQLException {
      return rows.getLong(column);
    }

    public boolean truth(String column) throws SQLException {
      return rows.getBoolean(column);
    }

    /** A timestamptz column that may be null. */
    public Optional<Instant> instant(String column) throws SQLException {
      return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
          .map(OffsetDateTime::toInstant);
    }

    /** A text column that may be null. */
    public Optional<String> maybeText(String column) throws SQLException {
      return Optional.ofNullable(rows.getString(column));
    }

    /** A uuid column that may be null. */
    public Optional<UUID> maybeUuid(String column) throws SQLException {
      return Optional.ofNullable(rows.getObject(column, UUID.class));
    }
  }
}
