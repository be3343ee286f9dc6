package io.qalam.trainer.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.EvaluationRow.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden values by scikit-learn and NumPy: {@code bench/golden/f1_and_bootstrap.py} wrote them. */
class ComparisonTest {

  record Golden(
      String name,
      int labels,
      List<Integer> gold,
      List<Integer> candidate,
      List<Integer> live,
      Scores candidateScores,
      Scores liveScores,
      float lower,
      float upper) {
    @Override
    public String toString() {
      return name;
    }

    List<JudgedPost> posts(String lang) {
      List<JudgedPost> posts = new ArrayList<>();
      for (int i = 0; i < gold.size(); i++) {
        posts.add(
            new JudgedPost(
                "DEVELOPMENT",
                "sentiment",
                lang,
                gold.get(i),
                candidate.get(i),
                live.get(i),
                live.get(i)));
      }
      return posts;
    }
  }

  static Stream<Golden> golden() throws IOException {
    try (InputStream in = ComparisonTest.class.getResourceAsStream("f1-and-bootstrap.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<List<Golden>>() {}).stream();
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void figuresEqualThoseOfScikitLearn(Golden golden) {
    EvaluationRow row = compare(golden.labels(), 1000, golden.posts("ar")).get(0);

    assertSame(row.candidate(), golden.candidateScores());
    assertSame(row.live(), golden.liveScores());
    assertThat(row.difference())
        .isCloseTo(
            golden.candidateScores().macroF1() - golden.liveScores().macroF1(), within(1e-6f));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void besideAnAdapterThatIsAlwaysWrongTheDifferenceIsTheCandidatesOwnFigure(Golden golden) {
    List<JudgedPost> posts =
        golden.posts("ar").stream()
            .map(
                post ->
                    new JudgedPost(
                        post.part(),
                        post.task(),
                        post.lang(),
                        post.gold(),
                        post.candidate(),
                        (post.gold() + 1) % golden.labels(),
                        null))
            .toList();
    EvaluationRow row = compare(golden.labels(), 1000, posts).get(0);

    assertThat(row.candidate().bounds()).isEqualTo(new Scores.Bounds(row.lower(), row.upper()));
    assertThat(row.lower()).isLessThanOrEqualTo(row.candidate().macroF1());
    assertThat(row.live().bounds()).isNull();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void theIntervalIsThatOfNumPysOwnDrawsUpToTheirNoise(Golden golden) {
    EvaluationRow row = compare(golden.labels(), 20_000, golden.posts("ar")).get(0);

    assertThat(row.lower()).isCloseTo(golden.lower(), within(0.004f));
    assertThat(row.upper()).isCloseTo(golden.upper(), within(0.004f));
  }

  @Test
  void everyLanguageHasItsRowBesideTheOneOverAll() throws IOException {
    Golden golden = golden().findFirst().orElseThrow();
    List<JudgedPost> posts = new ArrayList<>(golden.posts("ar"));
    posts.addAll(golden.posts("hi"));

    List<EvaluationRow> rows = compare(golden.labels(), 1000, posts);

    assertThat(rows).extracting(EvaluationRow::lang).containsExactly("all", "ar", "hi");
    assertThat(rows).extracting(EvaluationRow::posts).containsExactly(240, 120, 120);
    Scores all = rows.get(0).candidate();
    Scores arabic = rows.get(1).candidate();
    assertSame(all, arabic);
    assertThat(width(all)).as("of twice as many posts").isLessThan(width(arabic));
  }

  private static float width(Scores scores) {
    return scores.bounds().upper() - scores.bounds().lower();
  }

  @Test
  void developmentAndTestPostsAreNeverInOneRow() {
    List<JudgedPost> posts =
        List.of(
            new JudgedPost("DEVELOPMENT", "sentiment", "ar", 0, 0, 1, 0),
            new JudgedPost("TEST", "sentiment", "ar", 1, 0, 1, null));

    List<EvaluationRow> rows = compare(2, 1000, posts);

    assertThat(rows)
        .extracting(row -> row.part() + " " + row.lang() + " " + row.posts())
        .containsExactly("DEVELOPMENT all 1", "DEVELOPMENT ar 1", "TEST all 1", "TEST ar 1");
  }

  @ParameterizedTest
  @MethodSource("golden")
  void theYardstickIsCountedAsTheOthersAre(Golden golden) {
    EvaluationRow row = compare(golden.labels(), 1000, golden.posts("ar")).get(0);

    assertThat(row.yardstick()).isEqualTo(row.live());
  }

  @Test
  void aYardstickThatDidNotAnswerEveryPostIsNotMeasured() {
    List<JudgedPost> posts =
        List.of(
            new JudgedPost("TEST", "sentiment", "ar", 1, 0, 1, 1),
            new JudgedPost("TEST", "sentiment", "hi", 1, 0, 1, null));

    assertThat(compare(2, 1000, posts))
        .extracting(row -> row.lang() + " " + (row.yardstick() != null))
        .containsExactly("all false", "ar true", "hi false");
  }

  @Test
  void twoThatAnswerAlikeDifferByExactlyNothing() throws IOException {
    Golden golden = golden().findFirst().orElseThrow();
    List<JudgedPost> posts =
        golden.posts("ar").stream()
            .map(
                p ->
                    new JudgedPost(
                        p.part(), p.task(), p.lang(), p.gold(), p.live(), p.live(), null))
            .toList();

    EvaluationRow row = compare(golden.labels(), 1000, posts).get(0);

    assertThat(row.difference()).isZero();
    assertThat(row.lower()).isZero();
    assertThat(row.upper()).isZero();
  }

  @Test
  void oneSeedGivesOneInterval() throws IOException {
    Golden golden = golden().findFirst().orElseThrow();

    assertThat(compare(golden.labels(), 1000, golden.posts("ar")))
        .isEqualTo(compare(golden.labels(), 1000, golden.posts("ar")));
  }

  @Test
  void noPostsGiveNoRow() {
    assertThat(compare(3, 1000, List.of())).isEmpty();
  }

  @Test
  void tooFewResamplesAreRefused() {
    assertThatThrownBy(() -> new PairedBootstrap(999, 1))
        .hasMessage("PairedBootstrap.resamples must be at least 1000, found 999");
  }

  private static List<EvaluationRow> compare(int labels, int resamples, List<JudgedPost> posts) {
    return new Comparison(AnswerSpace.ofLabels(labels), new PairedBootstrap(resamples, 42))
        .rows(posts);
  }

  private static void assertSame(Scores found, Scores golden) {
    assertThat(found.accuracy()).isCloseTo(golden.accuracy(), within(1e-6f));
    assertThat(found.macroF1()).isCloseTo(golden.macroF1(), within(1e-6f));
    assertThat(found.microF1()).isCloseTo(golden.microF1(), within(1e-6f));
    assertThat(found.weightedF1()).isCloseTo(golden.weightedF1(), within(1e-6f));
  }

  /** By hand: labels joy, anger, fear; answers joy, anger, fear, joy and anger. */
  @Test
  void ofLabelSetsEachLabelCountsByItself() {
    AnswerSpace sets =
        AnswerSpace.ofSets(
            3,
            List.of(
                BitSet.valueOf(new long[] {1}),
                BitSet.valueOf(new long[] {2}),
                BitSet.valueOf(new long[] {4}),
                BitSet.valueOf(new long[] {3})));
    List<JudgedPost> posts =
        List.of(
            new JudgedPost("DEVELOPMENT", "emotion", "ar", 3, 1, 0, 3),
            new JudgedPost("DEVELOPMENT", "emotion", "ar", 0, 0, 0, 0),
            new JudgedPost("DEVELOPMENT", "emotion", "ar", 2, 2, 0, 2));

    EvaluationRow row = new Comparison(sets, new PairedBootstrap(1000, 42)).rows(posts).get(0);

    assertThat(row.candidate().accuracy()).isCloseTo(2 / 3f, within(1e-6f));
    assertThat(row.candidate().macroF1()).isCloseTo((2 / 3f + 1 + 1) / 3, within(1e-6f));
    assertThat(row.live().macroF1()).isCloseTo((4 / 5f + 0 + 0) / 3, within(1e-6f));
    assertThat(row.yardstick().macroF1()).isEqualTo(1);
  }
}
