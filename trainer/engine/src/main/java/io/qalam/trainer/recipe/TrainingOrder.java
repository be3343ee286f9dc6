package io.qalam.trainer.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The order in which a run sees its rows: the four of the LlamaLens paper, whose best is {@link
 * #BY_TASK}.
 *
 * <p>Names are compared without case and in no locale, so that an order is the same on every
 * machine.
 */
public enum TrainingOrder {
  /** Languages, then datasets, by name; nothing is shuffled. */
  ALPHABETICAL {
    @Override
    <R> List<R> arrange(List<DatasetBlock<R>> blocks, Random random) {
      return blocks.stream()
          .sorted(
              Comparator.<DatasetBlock<R>, String>comparing(DatasetBlock::language, BY_NAME)
                  .thenComparing(DatasetBlock::dataset, BY_NAME))
          .flatMap(block -> block.rows().stream())
          .toList();
    }
  },
  /** Languages by name; in each, its datasets in random order, the rows of each shuffled. */
  BY_LANGUAGE {
    @Override
    <R> List<R> arrange(List<DatasetBlock<R>> blocks, Random random) {
      return grouped(blocks, DatasetBlock::language, random);
    }
  },
  /**
   * Tasks by name, whatever the language; in each, its datasets in random order, the rows of each
   * shuffled.
   */
  BY_TASK {
    @Override
    <R> List<R> arrange(List<DatasetBlock<R>> blocks, Random random) {
      return grouped(blocks, DatasetBlock::task, random);
    }
  },
  /** Every row anywhere. */
  RANDOM {
    @Override
    <R> List<R> arrange(List<DatasetBlock<R>> blocks, Random random) {
      List<R> rows = new ArrayList<>();
      blocks.forEach(block -> rows.addAll(block.rows()));
      Collections.shuffle(rows, random);
      return rows;
    }
  };

  private static final Comparator<String> BY_NAME =
      String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

  /** The rows of one epoch; every row of every block once. */
  public <R> List<R> of(Collection<DatasetBlock<R>> blocks, long seed) {
    return arrange(List.copyOf(blocks), new Random(seed));
  }

  abstract <R> List<R> arrange(List<DatasetBlock<R>> blocks, Random random);

  private static <R> List<R> grouped(
      List<DatasetBlock<R>> blocks, Function<DatasetBlock<R>, String> group, Random random) {
    Map<String, List<DatasetBlock<R>>> groups =
        blocks.stream()
            .collect(
                Collectors.groupingBy(
                    group, () -> new TreeMap<>(BY_NAME), Collectors.toCollection(ArrayList::new)));
    List<R> order = new ArrayList<>();
    for (List<DatasetBlock<R>> datasets : groups.values()) {
      Collections.shuffle(datasets, random);
      for (DatasetBlock<R> dataset : datasets) {
        List<R> rows = new ArrayList<>(dataset.rows());
        Collections.shuffle(rows, random);
        order.addAll(rows);
      }
    }
    return order;
  }
}
