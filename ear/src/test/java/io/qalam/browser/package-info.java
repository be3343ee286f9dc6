/** The pages as people see them: Chromium against the real server. */
package io.qalam.browser;
