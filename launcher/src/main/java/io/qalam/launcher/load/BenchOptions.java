package io.qalam.launcher.load;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ./qalam bench review} is asked for.
 *
 * @param seconds of the review at the pace of people
 * @param think how long a post is looked at, on average
 * @param overlap reviewers wanted for each post
 * @param kill whether the server is killed in the middle
 * @param reorder whether an admin changes the query strategy meanwhile
 * @param home where the filled project is kept for the next time; empty for one that is thrown away
 */
record BenchOptions(
    int posts,
    int annotators,
    int seconds,
    Duration think,
    int overlap,
    long seed,
    boolean kill,
    boolean reorder,
    Optional<Path> home,
    boolean json) {

  static final String HELP =
      """
      ./qalam bench review [options]
        fills a project on a server of its own, lets a team review it at the pace of people while a
        training run goes on, then as fast as the server can, and holds what the server stored
        against what each annotator saw

        --posts N             of the project (1000000)
        --annotators N        (100)
        --minutes M           at the pace of people (5)
        --think S             seconds that a post is looked at, on average (2)
        --overlap K           reviewers wanted for each post (1)
        --seed N              of posts and answers (1)
        --kill                kills the server in the middle of a phase
        --reorder             gives every task a new place in the queue meanwhile
        --home DIR            keeps the filled project there for the next time (thrown away)
        --json                the figures as one JSON object

        Example: ./qalam bench review --posts 10000 --annotators 20 --minutes 1
      """
          .stripTrailing();

  static Arguments parse(List<String> words) {
    Arguments arguments =
        Arguments.parse(
            words,
            Set.of("--kill", "--reorder", "--json"),
            Set.of(
                "--root",
                "--home",
                "--posts",
                "--annotators",
                "--minutes",
                "--think",
                "--overlap",
                "--seed"));
    arguments.words();
    return arguments;
  }

  static BenchOptions of(Arguments arguments) {
    return new BenchOptions(
        arguments.number("--posts", 100, 100_000_000).orElse(1_000_000),
        arguments.number("--annotators", 1, 1_000).orElse(100),
        (int) Math.round(60 * decimal(arguments, "--minutes", 5, 0.1, 600)),
        Duration.ofMillis(Math.round(1_000 * decimal(arguments, "--think", 2, 0, 600))),
        arguments.number("--overlap", 1, 9).orElse(1),
        arguments.number("--seed", 0, 999_999_999).orElse(1),
        arguments.has("--kill"),
        arguments.has("--reorder"),
        arguments.value("--home").map(Path::of).map(Path::toAbsolutePath),
        arguments.has("--json"));
  }

  private static double decimal(
      Arguments arguments, String option, double otherwise, double least, double most) {
    String text = arguments.value(option).orElse(Double.toString(otherwise));
    if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")
        || Double.parseDouble(text) < least
        || Double.parseDouble(text) > most) {
      throw Refusal.usage(
          option + " must be a number from " + least + " to " + most + ", not " + text);
    }
    return Double.parseDouble(text);
  }
}
