package io.qalam.trainer.report;

import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.report.DatasetOutcomes.Row;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcomes that a test writes by hand. */
public final class TestOutcomes {

  private String kind = "label";
  private String name = "posts";
  private String metric = "macro-f1";
  private @Nullable String positive;
  private List<String> labels = List.of("no", "yes");
  private final List<Row> rows = new ArrayList<>();
  private final List<SubjectAnswers> answers = new ArrayList<>();
  private int rowsInSplit = -1;

  public TestOutcomes name(String name) {
    this.name = name;
    return this;
  }

  public TestOutcomes kind(String kind, String metric, String... labels) {
    this.kind = kind;
    this.metric = metric;
    this.labels = List.of(labels);
    return this;
  }

  public TestOutcomes positive(String label) {
    positive = label;
    metric = "positive-f1";
    return this;
  }

  public TestOutcomes rowsInSplit(int rows) {
    rowsInSplit = rows;
    return this;
  }

  /** One row a list of label indices. */
  @SafeVarargs
  public final TestOutcomes gold(List<Integer>... gold) {
    for (List<Integer> one : gold) {
      rows.add(new Row("%016x".formatted(rows.size()), one));
    }
    return this;
  }

  public TestOutcomes answers(Subject subject, @Nullable Double temperature, Given... given) {
    answers.add(new SubjectAnswers(subject, temperature, Arrays.asList(given)));
    return this;
  }

  public static Given label(int label, float... probabilities) {
    return new Given(AnswerKind.LABEL, List.of(label), list(probabilities), null, null);
  }

  public static Given labels(Integer... labels) {
    return new Given(AnswerKind.LABEL, List.of(labels), null, null, null);
  }

  public static Given none(AnswerKind kind, String written, float... probabilities) {
    return new Given(kind, List.of(), list(probabilities), null, written);
  }

  public static Given summary(AnswerKind kind, double rouge2) {
    return Given.summary(kind, rouge2);
  }

  private static @Nullable List<Float> list(float... probabilities) {
    List<Float> list = new ArrayList<>();
    for (float probability : probabilities) {
      list.add(probability);
    }
    return list.isEmpty() ? null : list;
  }

  public DatasetOutcomes outcomes() {
    boolean adapter = answers.stream().anyMatch(one -> one.subject() == Subject.ADAPTER);
    Measured measured =
        new Measured(
            name,
            "ar",
            "sarcasm detection",
            kind,
            metric,
            positive,
            labels,
            "test",
            rowsInSplit < 0 ? rows.size() : rowsInSplit,
            280,
            kind.equals("label") ? 50 : 0,
            "mini-0123456789ab",
            adapter ? "tuned-0123456789ab" : null,
            20);
    return new DatasetOutcomes(DatasetOutcomes.FORMAT, "f00d", measured, rows, answers).checked();
  }

  public DatasetFigures figures() {
    return FiguresOfOutcomes.standard().of(outcomes());
  }
}
