package io.qalam.trainer.worker;

import io.qalam.trainer.eval.AnswerSpace;
import io.qalam.trainer.protocol.TaskSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The answers of a run by their numbers: those a model chooses between, and behind them the label
 * sets that people gave to held-out posts and that nothing was trained to give.
 */
record AnswerTexts(TaskSpec task, List<String> texts) {

  private static final String JOINED_BY = ", ";

  /** The answers to a task, with what people gave. */
  static AnswerTexts of(TaskSpec task, Collection<String> given) {
    Set<String> texts = new LinkedHashSet<>(task.answers());
    if (task.candidates() != null) {
      texts.addAll(given);
    }
    return new AnswerTexts(task, List.copyOf(texts));
  }

  /** The number of an answer; −1 where it is none. */
  int indexOf(String text) {
    return texts.indexOf(text);
  }

  /** What the numbers stand for. */
  AnswerSpace space() {
    int labels = task.labels().size();
    if (task.candidates() == null) {
      return AnswerSpace.ofLabels(labels);
    }
    List<BitSet> sets = new ArrayList<>();
    texts.forEach(text -> sets.add(members(text)));
    return AnswerSpace.ofSets(labels, sets);
  }

  private BitSet members(String text) {
    BitSet members = new BitSet();
    for (String label : Arrays.asList(text.split(JOINED_BY, -1))) {
      int place = task.labels().indexOf(label);
      if (place < 0) {
        throw new IllegalArgumentException(
            "'%s' of the label set '%s' is none of %s".formatted(label, text, task.labels()));
      }
      members.set(place);
    }
    return members;
  }
}
