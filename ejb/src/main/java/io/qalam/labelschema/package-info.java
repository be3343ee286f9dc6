/**
 * Projects, their settings and their label schemas.
 *
 * <p>Entry type: {@link io.qalam.labelschema.ProjectService}. Beside the nine stages; every one of
 * them may use it, and hears of {@link io.qalam.labelschema.SchemaChanged} and {@link
 * io.qalam.labelschema.ProjectDeleted}.
 */
@NullMarked
package io.qalam.labelschema;

import org.jspecify.annotations.NullMarked;
