package io.qalam.launcher.database;

import io.qalam.launcher.Refusal;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings the schema to the version that this release needs, before the server is deployed.
 *
 * <p>The server validates its entities at deployment, so it never migrates itself.
 */
public final class Migrations {

  private final DatabaseAccess database;

  public Migrations(DatabaseAccess database) {
    this.database = database;
  }

  /** Migrates to the newest version; returns how many migrations ran. */
  public int run() {
    return migrate(MigrationVersion.LATEST);
  }

  /** Migrates to this version, for data that was saved under it. */
  public int runTo(String version) {
    return migrate(MigrationVersion.fromVersion(version));
  }

  /** The version of the schema as it stands. */
  public String currentVersion() {
    MigrationInfo current = flyway(MigrationVersion.LATEST).info().current();
    return current == null || current.getVersion() == null
        ? "0"
        : current.getVersion().getVersion();
  }

  /** The newest version that this release knows. */
  public String newestVersion() {
    MigrationInfo[] all = flyway(MigrationVersion.LATEST).info().all();
    MigrationVersion newest = MigrationVersion.fromVersion("0");
    for (MigrationInfo info : all) {
      MigrationVersion version = info.getVersion();
      if (version != null && info.getScript() != null && version.isNewerThan(newest.toString())) {
        newest = version;
      }
    }
    return newest.getVersion();
  }

  private int migrate(MigrationVersion target) {
    checkConnection();
    try {
      return flyway(target).migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw Refusal.because("The schema cannot be migrated: " + firstLines(e));
    }
  }

  /** Whether the owner can connect at all. */
  public void checkConnection() {
    database.check("QALAM_DB_OWNER_USER", database.owner());
  }

  private Flyway flyway(MigrationVersion target) {
    return Flyway.configure()
        .dataSource(database.url(), database.owner().user(), database.owner().password())
        .locations("classpath:db/migration")
        .placeholders(Map.of("app", database.app().user(), "system", database.system().user()))
        .target(target)
        .load();
  }

  private static String firstLines(FlywayException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .limit(12)
        .reduce((a, b) -> a + "\n  " + b)
        .orElse("");
  }
}
