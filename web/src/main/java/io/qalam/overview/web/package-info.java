/**
 * The list of projects, posts with their history, and the export, over REST and as pages.
 *
 * <p>Entry types: {@link io.qalam.overview.web.ProjectsView}, {@link
 * io.qalam.overview.web.PostsView} and {@link io.qalam.overview.web.PostsResource}.
 */
@NullMarked
package io.qalam.overview.web;

import org.jspecify.annotations.NullMarked;
