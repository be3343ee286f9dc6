package io.qalam.trainer.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.serve.LabelScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemperatureFitTest {

  /** A model that says .98 and is right three times of four. */
  private static List<Scored> overconfident(int posts) {
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < posts; i++) {
      scored.add(new Scored(new LabelScore(new float[] {.98f, .01f, .01f}), i % 4 == 0 ? 1 : 0));
    }
    return scored;
  }

  @Test
  void aModelThatBelievesItselfTooMuchIsCooledDownAndErrsLessOnPostsItWasNotFittedOn() {
    Temperature fit = TemperatureFit.of(overconfident(40), overconfident(60));

    assertThat(fit.fitted()).isTrue();
    assertThat(fit.value()).isGreaterThan(2);
    assertThat(fit.developmentPosts()).isEqualTo(40);
    assertThat(fit.testPosts()).isEqualTo(60);
    assertThat(fit.errorBefore()).isGreaterThan(.2f);
    assertThat(fit.errorAfter()).isLessThan(.02f);
  }

  @Test
  void tooFewDevelopmentPostsLeaveTheProbabilitiesAsTheyAreAndItSaysSo() {
    Temperature fit = TemperatureFit.of(overconfident(19), overconfident(8));

    assertThat(fit.fitted()).isFalse();
    assertThat(fit.value()).isEqualTo(1);
    assertThat(fit.errorAfter()).isEqualTo(fit.errorBefore());
    assertThat(TemperatureFit.of(overconfident(20), List.of()).fitted()).isTrue();
  }

  @Test
  void testPostsHaveNoSayInTheFitAndWithoutThemThereIsNoError() {
    float alone = TemperatureFit.of(overconfident(40), List.of()).value();

    assertThat(TemperatureFit.of(overconfident(40), overconfident(3)).value()).isEqualTo(alone);
    assertThat(TemperatureFit.of(overconfident(40), List.of()).errorBefore()).isNull();
  }

  @Test
  void whateverThePostsTheValueIsOneThatTheServerTakes() {
    List<Scored> right = new ArrayList<>();
    List<Scored> wrong = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      right.add(new Scored(new LabelScore(new float[] {.6f, .4f}), 0));
      wrong.add(new Scored(new LabelScore(new float[] {.6f, .4f}), 1));
    }

    assertThat(Temperature.isSound(TemperatureFit.of(right, List.of()).value())).isTrue();
    assertThat(Temperature.isSound(TemperatureFit.of(wrong, List.of()).value())).isTrue();
  }

  @Test
  void noTemperatureChangesTheOrderOfAPostsLabels() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      float[] given = new float[2 + random.nextInt(6)];
      for (int l = 0; l < given.length; l++) {
        given[l] = (float) Math.pow(random.nextFloat(), 1 + random.nextInt(30));
      }
      float temperature =
          Temperature.COLDEST + random.nextFloat() * (Temperature.HOTTEST - Temperature.COLDEST);
      float[] scaled = Calibration.scaled(new LabelScore(given), temperature).probabilities();
      for (int a = 0; a < given.length; a++) {
        for (int b = 0; b < given.length; b++) {
          if (given[a] >= given[b]) {
            assertThat(scaled[a]).isGreaterThanOrEqualTo(scaled[b]);
          }
        }
      }
    }
  }
}
