/**
 * The very first start: first tenants with their passwords, and the demo projects.
 *
 * <p>Entry: {@link io.qalam.launcher.demo.FirstStart}.
 */
@NullMarked
package io.qalam.launcher.demo;

import org.jspecify.annotations.NullMarked;
