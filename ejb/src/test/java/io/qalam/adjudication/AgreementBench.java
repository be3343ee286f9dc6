package io.qalam.adjudication;

import io.qalam.adjudication.model.SharedLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How long the figures about 100,000 labels take: a program, not a test.
 *
 * <p>{@code java -cp ejb/target/classes:ejb/target/test-classes:persistence/target/classes
 * io.qalam.adjudication.AgreementBench}
 */
final class AgreementBench {

  private static final int LABELS = 100_000;
  private static final int ANNOTATORS = 20;
  private static final int ROUNDS = 5;
  private static final List<String> NAMES = List.of("positive", "negative", "neutral");

  private AgreementBench() {}

  public static void main(String[] arguments) {
    for (int labelsAPost : new int[] {2, 3}) {
      List<SharedLabel> labels = labels(labelsAPost);
      for (int round = 0; round < ROUNDS; round++) {
        time(labelsAPost, labels);
      }
    }
  }

  private static void time(int labelsAPost, List<SharedLabel> labels) {
    long begun = System.nanoTime();
    AgreementTally tally = new AgreementTally();
    labels.forEach(tally::add);
    Agreement agreement = tally.agreement(NAMES, false);
    long agreed = System.nanoTime();
    Votes votes = new Votes(NAMES);
    labels.forEach(label -> votes.add(label.postId(), label.accountId(), label.label()));
    DawidSkene.Estimate estimate = DawidSkene.of(votes);
    long trusted = System.nanoTime();
    System.out.printf(
        "%d labels a post: agreement %d ms (%d pairs, %d weeks); Dawid-Skene %d ms (%d rounds)%n",
        labelsAPost,
        (agreed - begun) / 1_000_000,
        agreement.pairs().size(),
        agreement.weeks().size(),
        (trusted - agreed) / 1_000_000,
        estimate.rounds());
  }

  /** Seven in ten labels are the truth, the others any; a label every seven minutes. */
  private static List<SharedLabel> labels(int labelsAPost) {
    SplittableRandom random = new SplittableRandom(1);
    List<SharedLabel> labels = new ArrayList<>();
    for (int post = 0; post < LABELS / labelsAPost; post++) {
      int truth = random.nextInt(NAMES.size());
      int first = random.nextInt(ANNOTATORS);
      for (int i = 0; i < labelsAPost; i++) {
        int said = random.nextInt(10) < 7 ? truth : random.nextInt(NAMES.size());
        labels.add(
            new SharedLabel(
                Codings.post(post),
                Codings.annotator((first + i * (1 + post % 5)) % ANNOTATORS),
                NAMES.get(said),
                Codings.THEN.plusSeconds(post * 400L)));
      }
    }
    return labels;
  }
}
