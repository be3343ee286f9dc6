package io.qalam.launcher.backup;

import io.qalam.launcher.Console;
import io.qalam.launcher.HomeDatabase;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.database.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/**
 * Reads a backup into an empty database and an empty artifact store.
 *
 * <p>The schema is made as it was when the backup was made, filled, and then migrated like any
 * older one. COPY does not work through row-level security, so that it is lifted for the owner,
 * together with the foreign keys, in the one transaction that fills the tables.
 */
public final class Restore {

  private final Path file;
  private final Manifest manifest;
  private final Console console;

  private Restore(Path file, Manifest manifest, Console console) {
    this.file = file;
    this.manifest = manifest;
    this.console = console;
  }

  /**
   * A backup whose every hash was found right.
   *
   * @throws Refusal when it is damaged or not a backup
   */
  public static Restore verified(Path file, Console console) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Refusal.because("There is no file " + file);
    }
    Manifest manifest = Manifest.verified(file);
    console.line(
        "verified   "
            + file
            + " of "
            + manifest.createdAt()
            + ", "
            + manifest.entries().size()
            + " entries");
    return new Restore(file, manifest, console);
  }

  /** Fills a database that has no tables yet. */
  public void fill(DatabaseAccess database) throws SQLException, IOException {
    Migrations migrations = new Migrations(database);
    MigrationVersion saved = MigrationVersion.fromVersion(manifest.schemaVersion());
    if (saved.isNewerThan(migrations.newestVersion())) {
      throw Refusal.because(
          file
              + " has schema "
              + manifest.schemaVersion()
              + "; this Qalam knows "
              + migrations.newestVersion()
              + ": restore with Qalam "
              + manifest.qalamVersion());
    }
    if (!migrations.currentVersion().equals("0")) {
      throw Refusal.because("The database " + database.url() + " is not empty");
    }
    migrations.runTo(manifest.schemaVersion());
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      HomeDatabase.inTransaction(database, connection -> fill(connection, zip));
    }
    console.line("database   " + manifest.tables().size() + " tables");
  }

  private int fill(Connection connection, ZipFile zip) throws SQLException {
    Schema schema = new Schema(connection);
    List<String> forced = schema.forcedTables();
    List<Schema.ForeignKey> keys = schema.foreignKeys();
    try (Statement statement = connection.createStatement()) {
      for (String table : forced) {
        statement.execute("alter table " + Schema.quoted(table) + " no force row level security");
      }
      for (Schema.ForeignKey key : keys) {
        statement.execute(key.drop());
      }
      for (Manifest.Table table : manifest.tables()) {
        fill(connection, zip, table);
      }
      for (Schema.ForeignKey key : keys) {
        statement.execute(key.add());
      }
      for (String table : forced) {
        statement.execute("alter table " + Schema.quoted(table) + " force row level security");
      }
    }
    setSequences(connection);
    return manifest.tables().size();
  }

  private void fill(Connection connection, ZipFile zip, Manifest.Table table) throws SQLException {
    ZipEntry entry = zip.getEntry(table.entry());
    if (entry == null) {
      throw Refusal.because(file + " lacks " + table.entry());
    }
    String sql = "copy " + Schema.quoted(table.name()) + " (" + Schema.list(table) + ") from stdin";
    try (InputStream in = zip.getInputStream(entry);
        Statement statement = connection.createStatement()) {
      statement.execute("delete from " + Schema.quoted(table.name())); // what a migration put there
      long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, in);
      if (rows != table.rows()) {
        throw Refusal.because(
            file + ": " + table.name() + " had " + table.rows() + " rows, " + rows + " came back");
      }
    } catch (IOException e) {
      throw new SQLException("Reading " + table.entry() + " from " + file, e);
    }
  }

  private void setSequences(Connection connection) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?)")) {
      for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
        set.setString(1, "public." + Schema.quoted(sequence.getKey()));
        set.setLong(2, sequence.getValue());
        set.execute();
      }
    }
  }

  /** Writes the artifacts below this folder. */
  public void unpackArtifacts(Path artifacts) throws IOException {
    int count = 0;
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      for (Manifest.Entry entry : manifest.entries()) {
        if (entry.name().startsWith(Manifest.ARTIFACTS)) {
          unpack(zip, entry, artifacts);
          count++;
        }
      }
    }
    console.line("artifacts  " + count + " files");
  }

  private void unpack(ZipFile zip, Manifest.Entry entry, Path artifacts) throws IOException {
    Path target =
        artifacts.resolve(entry.name().substring(Manifest.ARTIFACTS.length())).normalize();
    Path folder = target.getParent();
    ZipEntry content = zip.getEntry(entry.name());
    if (!target.startsWith(artifacts) || folder == null || content == null) {
      throw Refusal.because(file + ": entry " + entry.name() + " points outside the store");
    }
    Files.createDirectories(folder);
    try (InputStream in = zip.getInputStream(content)) {
      Files.copy(in, target);
    }
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
