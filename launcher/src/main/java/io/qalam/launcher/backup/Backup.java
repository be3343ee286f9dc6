package io.qalam.launcher.backup;

import io.qalam.launcher.Console;
import io.qalam.launcher.Installation;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.database.Migrations;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/**
 * Writes database and artifacts to one file while Qalam works on.
 *
 * <p>All tables are read in one REPEATABLE READ snapshot, as the owner, whose policy shows every
 * tenant's rows. The artifacts are copied after it: they are immutable and written before the row
 * that names them, so that each row of the snapshot finds its file. Checkpoints are left out: they
 * belong to a run of this very worker; and so are exports, which can be written anew.
 */
public final class Backup {

  private static final List<String> LEFT_OUT = List.of("checkpoints", "exports");

  private final DatabaseAccess database;
  private final Path artifacts;
  private final Console console;

  public Backup(DatabaseAccess database, Path artifacts, Console console) {
    this.database = database;
    this.artifacts = artifacts;
    this.console = console;
  }

  /** Writes the file; one that is there already is refused. */
  public void to(Path file) throws IOException, SQLException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Refusal.because("There is no folder for " + target);
    }
    if (Files.exists(target)) {
      throw Refusal.because(target + " is there already: a backup overwrites nothing");
    }
    Path part = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      write(part);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    console.line("backup " + target + ", " + Files.size(target) + " bytes");
  }

  private void write(Path part) throws IOException, SQLException {
    List<Manifest.Entry> entries = new ArrayList<>();
    String schemaVersion = new Migrations(database).currentVersion();
    try (ZipOutputStream zip =
            new ZipOutputStream(
                new BufferedOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8);
        Connection connection = snapshot()) {
      Schema schema = new Schema(connection);
      List<Manifest.Table> tables = new ArrayList<>();
      for (Manifest.Table table : schema.tables()) {
        tables.add(copy(connection, table, zip, entries));
      }
      Map<String, Long> sequences = schema.sequences();
      connection.rollback();
      copyArtifacts(zip, entries);
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(
          new Manifest(
                  Manifest.FORMAT,
                  Installation.version(),
                  schemaVersion,
                  Instant.now().toString(),
                  tables,
                  sequences,
                  entries)
              .json()
              .getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      report(tables, entries);
    }
  }

  private void report(List<Manifest.Table> tables, List<Manifest.Entry> entries) {
    console.line(
        String.format(
            Locale.ROOT,
            "database   %d tables, %d rows",
            tables.size(),
            tables.stream().mapToLong(Manifest.Table::rows).sum()));
    console.line("artifacts  " + (entries.size() - tables.size()) + " files");
  }

  private Connection snapshot() throws SQLException {
    Connection connection = database.connectAsOwner();
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    return connection;
  }

  private static Manifest.Table copy(
      Connection connection,
      Manifest.Table table,
      ZipOutputStream zip,
      List<Manifest.Entry> entries)
      throws SQLException, IOException {
    String sql = "copy (select " + Schema.list(table) + " from " + Schema.quoted(table.name());
    long[] rows = new long[1];
    entries.add(
        entry(
            zip,
            table.entry(),
            out ->
                rows[0] =
                    connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(sql + ") to stdout", out)));
    return new Manifest.Table(table.name(), table.columns(), rows[0]);
  }

  private void copyArtifacts(ZipOutputStream zip, List<Manifest.Entry> entries)
      throws IOException, SQLException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(artifacts)) {
      files = walk.filter(Files::isRegularFile).filter(this::isKept).sorted().toList();
    }
    for (Path file : files) {
      String name = Manifest.ARTIFACTS + artifacts.relativize(file).toString();
      try (var in = Files.newInputStream(file)) {
        entries.add(entry(zip, name, in::transferTo));
      } catch (NoSuchFileException e) {
        console.line("artifacts  " + name + " was deleted meanwhile");
      }
    }
  }

  /** Neither a checkpoint nor an export nor a file that is just being written. */
  private boolean isKept(Path file) {
    Path relative = artifacts.relativize(file);
    for (Path name : relative) {
      if (name.toString().startsWith(".")) {
        return false;
      }
    }
    return LEFT_OUT.stream().noneMatch(relative::startsWith);
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException, SQLException;
  }

  private static Manifest.Entry entry(ZipOutputStream zip, String name, Content content)
      throws IOException, SQLException {
    MessageDigest digest = Sha256.digest();
    zip.putNextEntry(new ZipEntry(name));
    Counted counted = new Counted(zip);
    content.writeTo(new DigestOutputStream(counted, digest));
    zip.closeEntry();
    return new Manifest.Entry(name, counted.bytes, Sha256.hex(digest));
  }

  /** Counts, and leaves the zip open. */
  private static final class Counted extends FilterOutputStream {
    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      out.write(b, offset, length);
      bytes += length;
    }

    @Override
    public void close() {}
  }
}
