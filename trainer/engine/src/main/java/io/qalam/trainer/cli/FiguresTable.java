package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.report.DatasetFigures;
import io.qalam.trainer.report.Decimals;
import io.qalam.trainer.report.Figure;
import io.qalam.trainer.report.Subject;
import io.qalam.trainer.report.SubjectFigures;
import io.qalam.trainer.report.SubjectFigures.Reliability;
import io.qalam.trainer.report.Way;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Figures of datasets on a terminal, each when it is known; or all as a JSON list. */
final class FiguresTable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-7s %-24s %5s %-12s %-18s %-6s %-18s %-6s %-18s %s%n";

  private final PrintStream out;
  private final boolean json;
  private boolean empty = true;

  FiguresTable(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void begin() {
    if (json) {
      out.print("[");
    } else {
      out.printf(
          ROW,
          "lang",
          "dataset",
          "rows",
          "metric",
          "base, written",
          "scored",
          "adapter, written",
          "scored",
          "yardstick",
          "calibration error -> at temperature; written answers by kind");
    }
  }

  void add(DatasetFigures figures) throws IOException {
    if (json) {
      out.print((empty ? "\n" : ",\n") + JSON.writeValueAsString(figures));
    } else {
      out.printf(
          ROW,
          figures.measured().language(),
          figures.measured().dataset(),
          figures.rows(),
          figures.measured().metric(),
          withInterval(figures.main(Subject.BASE, Way.WRITTEN)),
          plain(figures.main(Subject.BASE, Way.SCORED)),
          withInterval(figures.main(Subject.ADAPTER, Way.WRITTEN)),
          plain(figures.main(Subject.ADAPTER, Way.SCORED)),
          withInterval(figures.main(Subject.YARDSTICK, Way.WRITTEN)),
          calibration(figures) + "; " + kinds(figures));
      figures.verdicts().forEach(verdict -> out.println("        " + verdict.sentence()));
    }
    empty = false;
    out.flush();
  }

  void end() {
    if (json) {
      out.println("\n]");
    }
  }

  private static String withInterval(Optional<Figure> figure) {
    return figure
        .map(one -> Decimals.plain(one.value()) + " " + Decimals.interval(one))
        .orElse("-");
  }

  private static String plain(Optional<Figure> figure) {
    return figure.map(one -> Decimals.plain(one.value())).orElse("-");
  }

  private static String calibration(DatasetFigures figures) {
    return figures
        .of(figures.candidate(), Way.SCORED)
        .map(SubjectFigures::reliability)
        .map(FiguresTable::calibration)
        .orElse("-");
  }

  private static String calibration(Reliability reliability) {
    return String.format(
        Locale.ROOT,
        "%s -> %s at %.2f",
        Decimals.plain(reliability.errorAsTheyCome()),
        Decimals.plain(reliability.errorScaled()),
        reliability.temperature());
  }

  private static String kinds(DatasetFigures figures) {
    return figures
        .of(figures.candidate(), Way.WRITTEN)
        .map(SubjectFigures::kinds)
        .orElse(Map.of())
        .entrySet()
        .stream()
        .map(kind -> word(kind.getKey()) + " " + kind.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String word(AnswerKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
