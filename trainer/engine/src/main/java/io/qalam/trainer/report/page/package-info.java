/**
 * A report as one HTML page that fetches nothing and runs no script: for a browser, a phone, or
 * paper.
 *
 * <p>Entry type: {@link io.qalam.trainer.report.page.ReportPage}. Every text that comes from
 * outside goes through {@link io.qalam.trainer.report.page.Html}.
 */
@NullMarked
package io.qalam.trainer.report.page;

import org.jspecify.annotations.NullMarked;
