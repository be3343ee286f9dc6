package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.report.EvaluationReport;
import io.qalam.trainer.report.OutcomesFolder;
import io.qalam.trainer.report.page.ReportPage;
import io.qalam.trainer.store.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/** {@code ./qalam report}: what {@code ./qalam eval} measured, as a page to read. */
public final class Report {

  static final String HELP =
      """
      ./qalam report --from DIR [--out FILE] [--json]
        makes one HTML page of what ./qalam eval measured: base, adapter and yardstick beside the
        published figures, by capability, task, language and dataset, with 95 % intervals, confusion
        tables, kinds of wrong answers and calibration. The page fetches nothing and runs no script;
        it can be mailed, printed, and read on a phone. No model is run.

        --from DIR            the folder that ./qalam eval --out wrote
        --out FILE            the page (report.html)
        --json                the same figures as JSON on standard output, too

        Example: ./qalam report --from evaluation --out report.html
      """
          .stripTrailing();

  private Report() {}

  public static void main(String[] arguments) {
    Command.run(
        arguments,
        HELP,
        () -> run(new Options(arguments, Set.of("--from", "--out"), Set.of("--json"))));
  }

  private static void run(Options options) throws IOException {
    Path page = options.has("--out") ? options.path("--out") : Path.of("report.html");
    EvaluationReport report =
        EvaluationReport.of(
            new OutcomesFolder(options.path("--from")), ProgressBar.onStandardError("report"));
    AtomicFiles.replace(
        page.toAbsolutePath(), ReportPage.of(report.datasets()).getBytes(StandardCharsets.UTF_8));
    if (options.has("--json")) {
      System.out.println(new ObjectMapper().writeValueAsString(report));
    } else {
      System.out.println(page);
    }
  }
}
