/**
 * What the launcher does inside PostgreSQL: roles, migrations.
 *
 * <p>Entry: {@link io.qalam.launcher.database.DatabaseAccess}, {@link
 * io.qalam.launcher.database.Migrations}.
 */
@NullMarked
package io.qalam.launcher.database;

import org.jspecify.annotations.NullMarked;
