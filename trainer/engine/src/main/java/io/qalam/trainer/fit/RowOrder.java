package io.qalam.trainer.fit;

import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which rows each step takes, as the spec's {@link RowSelection} says.
 *
 * <p>An epoch follows from the seed and its number alone, so that any step can be asked for without
 * those before it.
 */
final class RowOrder {
  private final LoraRunSpec spec;
  private final List<TokenRow> rows;
  private final List<List<Integer>> groups;
  private final int stepsPerEpoch;
  private int drawnEpoch = -1;
  private List<List<TokenRow>> drawn = List.of();

  private RowOrder(LoraRunSpec spec, List<TokenRow> rows, List<List<Integer>> groups) {
    this.spec = spec;
    this.rows = rows;
    this.groups = groups;
    this.stepsPerEpoch = (rows.size() + spec.batchSize() - 1) / spec.batchSize();
  }

  /** Rows of tokens as they are, in the order they are given in. */
  static RowOrder ofTokens(LoraRunSpec spec, List<TokenRow> rows) {
    return new RowOrder(spec, List.copyOf(rows), List.of());
  }

  static RowOrder of(
      LoraRunSpec spec, List<TrainingExample> examples, ChatPrompt prompt, int maxTokens) {
    Map<LabelTask, int[]> openings = new HashMap<>();
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    List<TokenRow> rows = new ArrayList<>();
    for (TrainingExample example : examples) {
      int[] answer = prompt.answer(example.label());
      int[] opening = openings.computeIfAbsent(example.task(), prompt::opening);
      groups.computeIfAbsent(group(example, spec), g -> new ArrayList<>()).add(rows.size());
      rows.add(
          TokenRow.answer(
              prompt.prompt(opening, example.text(), maxTokens - answer.length),
              answer,
              opening.length));
    }
    return new RowOrder(spec, rows, List.copyOf(groups.values()));
  }

  /**
   * Rows that come equally often as those of every other group: a task's label, or all rows of one
   * task.
   */
  private static String group(TrainingExample example, LoraRunSpec spec) {
    return spec.selection() == RowSelection.BALANCED
        ? example.task().task() + "\n" + example.task().language() + "\n" + example.label()
        : "";
  }

  /** Tokens of the largest pass there can be: a batch of the longest rows, what all share once. */
  long largestPass() {
    boolean alike = rows.stream().map(TokenRow::shared).distinct().count() == 1;
    int shared = alike ? rows.get(0).opening() : 0;
    long batch =
        rows.stream()
            .mapToLong(row -> row.ids().length - shared)
            .sorted()
            .skip(Math.max(0, rows.size() - spec.batchSize()))
            .sum();
    long longest = rows.stream().mapToLong(row -> row.ids().length).max().orElse(0);
    return Math.max(longest, Math.min(batch + shared, spec.footprint().tokensAtOnce()));
  }

  int steps() {
    return stepsPerEpoch * spec.epochs();
  }

  /** The rows of a step, counted from zero. */
  List<TokenRow> rows(int step) {
    int epoch = step / stepsPerEpoch;
    if (epoch != drawnEpoch) {
      drawn = draw(epoch);
      drawnEpoch = epoch;
    }
    return drawn.get(step % stepsPerEpoch);
  }

  private List<List<TokenRow>> draw(int epoch) {
    List<TokenRow> order =
        spec.selection() == RowSelection.AS_GIVEN
            ? rows
            : balanced(new Random(spec.seed() * 1_000_003 + epoch)).stream()
                .map(rows::get)
                .toList();
    List<List<TokenRow>> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += spec.batchSize()) {
      batches.add(order.subList(from, Math.min(order.size(), from + spec.batchSize())));
    }
    return batches;
  }

  /** As many rows as there are, the groups taking turns; a small group's rows come again. */
  private List<Integer> balanced(Random random) {
    List<Integer> order = new ArrayList<>();
    List<List<Integer>> shuffled = new ArrayList<>();
    for (List<Integer> group : groups) {
      List<Integer> copy = new ArrayList<>(group);
      Collections.shuffle(copy, random);
      shuffled.add(copy);
    }
    Collections.shuffle(shuffled, random);
    for (int turn = 0; order.size() < rows.size(); turn++) {
      for (List<Integer> group : shuffled) {
        if (order.size() < rows.size()) {
          order.add(group.get(turn % group.size()));
        }
      }
    }
    Collections.shuffle(order, random);
    return order;
  }
}
