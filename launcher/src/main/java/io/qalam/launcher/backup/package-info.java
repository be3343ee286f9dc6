/**
 * Backup while Qalam runs, and restore into an empty home: database and artifacts in one file.
 *
 * <p>PostgreSQL's binaries from Maven bring no pg_dump, so Qalam copies its tables itself, through
 * the driver's COPY and in one snapshot. Entry: {@link io.qalam.launcher.backup.Backup}, {@link
 * io.qalam.launcher.backup.Restore}.
 */
@NullMarked
package io.qalam.launcher.backup;

import org.jspecify.annotations.NullMarked;
