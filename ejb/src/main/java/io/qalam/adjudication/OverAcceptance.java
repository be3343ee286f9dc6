package io.qalam.adjudication;

import io.qalam.adjudication.model.AcceptanceCount;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far people follow a label because it is on the screen.
 *
 * <p>{@code P(label = predicted | shown) − P(label = predicted | not shown)}. Both are of posts
 * that came at random: the random arm with the prediction on the screen, and what is answered
 * blind. The strategy's arm takes no part, since it asks about the posts that the model is least
 * sure of. Without anchoring the two shares differ by chance alone; a lower bound above zero says
 * that the screen decides.
 *
 * @param everybody the project's annotators together
 * @param annotators one by one, the most followed first; those with too few posts last
 */
public record OverAcceptance(OfOne everybody, List<OfOne> annotators) {

  /** Fewer posts on either side say nothing: half of an interval would be wider than 0.18. */
  public static final int LEAST_POSTS = 30;

  private static final Proportion NONE = new Proportion(0, 0);

  /**
   * One person's, or everybody's.
   *
   * @param account null for everybody
   * @param shown the predicted label chosen, of posts that showed it
   * @param blind the predicted label chosen, of posts that did not
   */
  public record OfOne(@Nullable UUID account, Proportion shown, Proportion blind) {

    /** Nobody's: no posts on either side. */
    public static final OfOne NOBODY = new OfOne(null, NONE, NONE);

    /** Whether both sides have {@link #LEAST_POSTS} posts, so that there is a figure. */
    public boolean isEnough() {
      return shown.all() >= LEAST_POSTS && blind.all() >= LEAST_POSTS;
    }

    /** The difference; empty where there are too few posts. */
    public Optional<Double> difference() {
      return isEnough() ? Optional.of(shown.value() - blind.value()) : Optional.empty();
    }

    /** The difference's 95 % interval; empty where there are too few posts. */
    public Optional<Interval> interval() {
      return isEnough() ? Optional.of(shown.minus(blind)) : Optional.empty();
    }
  }

  static OverAcceptance of(List<AcceptanceCount> shown, List<AcceptanceCount> blind) {
    Map<UUID, Proportion> whenShown = byAccount(shown);
    Map<UUID, Proportion> whenBlind = byAccount(blind);
    Map<UUID, OfOne> all = new TreeMap<>();
    whenShown.forEach(
        (account, share) ->
            all.put(account, new OfOne(account, share, whenBlind.getOrDefault(account, NONE))));
    whenBlind.forEach(
        (account, share) -> all.putIfAbsent(account, new OfOne(account, NONE, share)));
    OfOne everybody = new OfOne(null, sum(whenShown), sum(whenBlind));
    return new OverAcceptance(everybody, all.values().stream().sorted(MOST_FIRST).toList());
  }

  private static final Comparator<OfOne> MOST_FIRST =
      Comparator.comparing(one -> one.difference().orElse(-2.0), Comparator.<Double>reverseOrder());

  private static Map<UUID, Proportion> byAccount(List<AcceptanceCount> counts) {
    return counts.stream()
        .map(count -> Map.entry(count.account(), new Proportion(count.same(), count.all())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Proportion sum(Map<UUID, Proportion> shares) {
    return shares.values().stream().reduce(NONE, Proportion::plus);
  }
}
