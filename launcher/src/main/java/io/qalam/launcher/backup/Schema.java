package io.qalam.launcher.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables, sequences and foreign keys that are there, by the catalogue. */
final class Schema {

  /** Written by the migrations themselves. */
  private static final String HISTORY = "flyway_schema_history";

  private final Connection connection;

  Schema(Connection connection) {
    this.connection = connection;
  }

  /** Every table of Qalam's with the columns that can be written. */
  List<Manifest.Table> tables() throws SQLException {
    List<Manifest.Table> tables = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select c.relname, array_agg(a.attname order by a.attnum)
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid
              and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> ?
            group by c.relname order by c.relname
            """)) {
      query.setString(1, HISTORY);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          tables.add(
              new Manifest.Table(
                  rows.getString(1), List.of((String[]) rows.getArray(2).getArray()), 0));
        }
      }
    }
    return tables;
  }

  /** The sequences that were used, with their last values. */
  Map<String, Long> sequences() throws SQLException {
    Map<String, Long> sequences = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sequencename, last_value from pg_sequences"
                    + " where schemaname = 'public' and last_value is not null")) {
      while (rows.next()) {
        sequences.put(rows.getString(1), rows.getLong(2));
      }
    }
    return sequences;
  }

  /** A foreign key, with what takes it away and what puts it back. */
  record ForeignKey(String table, String name, String definition) {

    String drop() {
      return "alter table " + quoted(table) + " drop constraint " + quoted(name);
    }

    String add() {
      return "alter table " + quoted(table) + " add constraint " + quoted(name) + " " + definition;
    }
  }

  List<ForeignKey> foreignKeys() throws SQLException {
    List<ForeignKey> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select c.relname, k.conname, pg_get_constraintdef(k.oid)
                from pg_constraint k join pg_class c on c.oid = k.conrelid
                where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
                """)) {
      while (rows.next()) {
        keys.add(new ForeignKey(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    return keys;
  }

  /** The tables whose policies bind their owner too. */
  List<String> forcedTables() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select relname from pg_class where relforcerowsecurity"
                    + " and relnamespace = 'public'::regnamespace and relkind = 'r'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The table's columns for a statement. */
  static String list(Manifest.Table table) {
    return table.columns().stream().map(Schema::quoted).collect(Collectors.joining(", "));
  }
}
