/**
 * Projects over REST and their settings page.
 *
 * <p>Entry type: {@link io.qalam.labelschema.web.ProjectsResource}.
 */
@NullMarked
package io.qalam.labelschema.web;

import org.jspecify.annotations.NullMarked;
