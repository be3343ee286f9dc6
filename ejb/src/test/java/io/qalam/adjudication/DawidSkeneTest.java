package io.qalam.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The model against the example it was published with, and against a case one can follow. */
class DawidSkeneTest {

  /**
   * Dawid and Skene 1979, Table 1: 45 patients, the first observer three times, four more once;
   * each word is a patient.
   */
  private static final String PATIENTS =
      """
      1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343
      1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222
      1111111 1111111 2322222 1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343
      2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222
      """;

  private static final List<String> CLASSES = List.of("1", "2", "3", "4");

  @Test
  void thePublishedExampleComesOutAsPublished() {
    Votes votes = anaesthetists();
    DawidSkene.Estimate estimate = DawidSkene.of(votes, 1e-9);

    assertThat(votes.posts()).isEqualTo(45);
    assertThat(estimate.converged()).isTrue();
    // the paper's estimated marginal probabilities
    assertThat(estimate.prior()[0]).isCloseTo(0.40, within(0.005));
    assertThat(estimate.prior()[1]).isCloseTo(0.42, within(0.005));
    assertThat(estimate.prior()[2]).isCloseTo(0.11, within(0.005));
    assertThat(estimate.prior()[3]).isCloseTo(0.07, within(0.005));
    // and the first observer's error rates: 0.89 and 0.11 where the truth is 1
    assertThat(estimate.errors()[0][0][0]).isCloseTo(0.89, within(0.005));
    assertThat(estimate.errors()[0][0][1]).isCloseTo(0.11, within(0.005));
    assertThat(mostProbable(estimate)).isEqualTo("142222132243121111222222112111131224233111212");
  }

  @Test
  void everyRowIsADistribution() {
    DawidSkene.Estimate estimate = DawidSkene.of(anaesthetists());
    assertThat(sum(estimate.prior())).isCloseTo(1, within(1e-9));
    for (double[] row : estimate.posterior()) {
      assertThat(sum(row)).isCloseTo(1, within(1e-9));
    }
    for (double[][] rates : estimate.errors()) {
      for (double[] row : rates) {
        assertThat(sum(row)).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void whoDiffersFromTheOthersIsTrustedLessThanTheyAre() {
    Votes votes = votes(List.of("abababababab", "abababababab", "aaaaaabababb"));
    DawidSkene.Estimate estimate = DawidSkene.of(votes);
    assertThat(estimate.accuracy(0)).isGreaterThan(0.95);
    assertThat(estimate.accuracy(2)).isLessThan(estimate.accuracy(0) - 0.1);
  }

  @Test
  void aPostThatAnEditorDecidedKeepsItsLabelAndTeaches() {
    Votes votes = votes(List.of("aaaa", "bbbb"));
    for (int post = 0; post < 4; post++) {
      votes.know(Codings.post(post), "b");
    }
    DawidSkene.Estimate estimate = DawidSkene.of(votes);
    assertThat(estimate.posterior()[0]).containsExactly(0, 1);
    assertThat(estimate.accuracy(1)).isGreaterThan(0.9);
    assertThat(estimate.accuracy(0)).isLessThan(0.1);
  }

  @Test
  void aSingleLabelTeachesNothingAboutWhoGaveIt() {
    Votes shared = votes(List.of("abab", "abba"));
    Votes more = votes(List.of("abab", "abba"));
    more.add(new UUID(2, 1), Codings.annotator(0), "a");
    assertThat(DawidSkene.of(more).errors()[0]).isDeepEqualTo(DawidSkene.of(shared).errors()[0]);
    assertThat(more.teachingPosts()).containsExactly(4, 4);
    assertThat(votes(List.of("ab", "..")).teach()).isFalse();
  }

  @Test
  void aPostWhoseAnnotatorsDifferComesWithWhatTheTrustedOneSaid() {
    // the third mostly says the opposite of the other two; at the last post one of these is missing
    Votes votes = votes(List.of("ababababab.a", "abababababa.", "bbaababababb"));
    Competence competence = Competence.of(votes, DawidSkene.of(votes), List.of("a", "b"));

    assertThat(competence.annotators().get(0).account()).isEqualTo(Codings.annotator(2));
    assertThat(competence.annotators().get(0).posts()).isEqualTo(12);
    assertThat(competence.annotators().get(0).confusion()).hasSize(2);
    assertThat(competence.contested()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(competence.contested())
        .filteredOn(post -> post.postId().equals(Codings.post(11)))
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.probable()).isEqualTo("a");
              assertThat(post.posterior().get("a")).isGreaterThan(0.5);
            });
  }

  private static Votes anaesthetists() {
    Votes votes = new Votes(CLASSES);
    String[] patients = PATIENTS.strip().split("\\s+");
    for (int patient = 0; patient < patients.length; patient++) {
      for (int said = 0; said < 7; said++) {
        votes.add(
            Codings.post(patient),
            Codings.annotator(Math.max(0, said - 2)),
            patients[patient].substring(said, said + 1));
      }
    }
    return votes;
  }

  private static Votes votes(List<String> rows) {
    Votes votes = new Votes(List.of("a", "b"));
    Codings.labels(rows)
        .forEach(label -> votes.add(label.postId(), label.accountId(), label.label()));
    return votes;
  }

  private static String mostProbable(DawidSkene.Estimate estimate) {
    StringBuilder classes = new StringBuilder();
    for (double[] row : estimate.posterior()) {
      int best = 0;
      for (int label = 1; label < row.length; label++) {
        best = row[label] > row[best] ? label : best;
      }
      classes.append(CLASSES.get(best));
    }
    return classes.toString();
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }
}
