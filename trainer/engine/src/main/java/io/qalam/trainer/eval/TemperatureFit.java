package io.qalam.trainer.eval;

import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.protocol.Temperature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fits a model's temperature on development posts, and measures on test posts what it does. */
public final class TemperatureFit {

  /** On fewer a fit says more of the posts than of the model. */
  public static final int LEAST_POSTS = 20;

  private TemperatureFit() {}

  /** The fit; 1, and not fitted, where the development posts are fewer than those. */
  public static Temperature of(List<Scored> development, List<Scored> test) {
    boolean fitted = development.size() >= LEAST_POSTS;
    float value = fitted ? bounded(Calibration.temperature(development)) : 1;
    return new Temperature(
        value, fitted, development.size(), test.size(), error(test, 1), error(test, value));
  }

  private static float bounded(double value) {
    return (float) Math.max(Temperature.COLDEST, Math.min(Temperature.HOTTEST, value));
  }

  private static @Nullable Float error(List<Scored> posts, float temperature) {
    if (posts.isEmpty()) {
      return null;
    }
    return (float)
        Calibration.expectedError(
            posts.stream()
                .map(p -> new Scored(Calibration.scaled(p.score(), temperature), p.gold()))
                .toList());
  }
}
