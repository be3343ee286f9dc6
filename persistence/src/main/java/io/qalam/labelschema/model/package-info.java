/**
 * Projects and their label schemas as stored.
 *
 * <p>Entry types: {@link io.qalam.labelschema.model.Project} and {@link
 * io.qalam.labelschema.model.LabelSchema}. Beside the nine stages; every one of them may use it, it
 * uses none of them.
 */
@NullMarked
package io.qalam.labelschema.model;

import org.jspecify.annotations.NullMarked;
