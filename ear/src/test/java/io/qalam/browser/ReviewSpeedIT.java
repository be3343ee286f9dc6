package io.qalam.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code ./qalam bench keys}: from the key to the next post, as the browser itself measures it.
 *
 * <p>A benchmark and no test of every build, since it judges by the clock.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
@EnabledIfSystemProperty(named = "qalam.review.speed", matches = "true")
class ReviewSpeedIT {

  private static final int KEYS = 100;

  /** What a reader does not notice. */
  private static final double MOST_MILLIS = 100;

  /** Keeps, for every key, the time from its event until the frame with another post is drawn. */
  private static final String WATCH =
      """
      () => {
        window.times = [];
        const desk = document.getElementById('desk');
        const post = document.getElementById('post');
        const drawn = done => requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = done;
          channel.port2.postMessage(null);
        });
        document.addEventListener('keydown', event => {
          const before = post.dataset.task;
          const look = () => {
            if (post.dataset.task !== before && desk.dataset.state === 'post') {
              drawn(() => window.times.push(performance.now() - event.timeStamp));
            } else {
              setTimeout(look, 1);
            }
          };
          setTimeout(look, 0);
        }, {capture: true});
      }""";

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @Test
  void nineteenOfTwentyKeysHaveTheNextPostOnTheScreenBeforeAReaderNotices() throws Exception {
    for (int pause : List.of(500, 200)) {
      ReviewProject project = ReviewDesks.withPosts();
      project.posts(KEYS + 5);
      ReviewDeskPage desk = ReviewDesks.open(BROWSER, project, project.annotator());
      List<Double> times = times(desk, pause);
      assertThat(times).hasSize(KEYS);
      System.out.printf(
          "from key to next post, a key every %d ms: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms%n",
          pause, percentile(times, 50), percentile(times, 95), percentile(times, 99));
      assertThat(percentile(times, 95)).as("a key every %d ms", pause).isLessThan(MOST_MILLIS);
    }
  }

  /** The smallest time that so many of a hundred keys do not exceed. */
  private static double percentile(List<Double> sorted, int percent) {
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }

  private static List<Double> times(ReviewDeskPage desk, int pause) {
    Page page = desk.page();
    page.evaluate(WATCH);
    for (int key = 0; key < KEYS; key++) {
      page.keyboard().press(key % 3 == 0 ? "Enter" : "2");
      page.waitForTimeout(pause);
    }
    desk.hasSavedEverything();
    return ((List<?>) page.evaluate("() => window.times"))
        .stream().map(time -> ((Number) time).doubleValue()).sorted().toList();
  }
}
