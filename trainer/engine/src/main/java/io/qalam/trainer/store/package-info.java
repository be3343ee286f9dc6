/**
 * The artifact store as the worker sees it: training sets in, adapters out, nothing half-written,
 * nothing read before its SHA-256 is checked.
 *
 * <p>Entry type: {@link io.qalam.trainer.store.ArtifactStore}. Uses only {@code protocol}; the
 * worker stands on it.
 */
@NullMarked
package io.qalam.trainer.store;

import org.jspecify.annotations.NullMarked;
