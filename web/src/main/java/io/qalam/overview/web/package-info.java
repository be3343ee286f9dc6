/**
 * The list of projects, posts with their history, and the export, over REST and as pages.
 *
 * <p>Entry type: {@link io.qalam.overview.web.PostsResource}.
 */
@NullMarked
package io.qalam.overview.web;

import org.jspecify.annotations.NullMarked;
