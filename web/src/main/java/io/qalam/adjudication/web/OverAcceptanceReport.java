package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService.Member;
import io.qalam.adjudication.AdjudicationWording;
import io.qalam.adjudication.Interval;
import io.qalam.adjudication.OverAcceptance;
import io.qalam.adjudication.OverAcceptance.OfOne;
import io.qalam.adjudication.Proportion;
import io.qalam.tenant.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Over-acceptance as REST shows it.
 *
 * @param leastPosts needed both with the prediction shown and without, for a figure
 */
public record OverAcceptanceReport(int leastPosts, OfAnyone everybody, List<OfAnyone> annotators) {

  /**
   * One person's, or everybody's.
   *
   * @param userName null for everybody
   * @param difference share of predicted labels chosen when shown minus when blind; null with too
   *     few posts
   */
  public record OfAnyone(
      @Nullable UUID account,
      @Nullable String userName,
      Proportion shown,
      Proportion blind,
      @Nullable Double difference,
      @Nullable Interval interval,
      String explanation) {}

  static OverAcceptanceReport of(OverAcceptance found, Map<UUID, Member> members, Locale locale) {
    return new OverAcceptanceReport(
        OverAcceptance.LEAST_POSTS,
        anyone(found.everybody(), members, locale),
        found.annotators().stream().map(one -> anyone(one, members, locale)).toList());
  }

  private static OfAnyone anyone(OfOne one, Map<UUID, Member> members, Locale locale) {
    UUID account = one.account();
    return new OfAnyone(
        account,
        account == null ? null : Objects.requireNonNull(members.get(account)).userName(),
        one.shown(),
        one.blind(),
        one.difference().orElse(null),
        one.interval().orElse(null),
        explanation(one).in(locale));
  }

  private static Sentence explanation(OfOne one) {
    return one.isEnough()
        ? Sentence.of(AdjudicationWording.OVER_ACCEPTANCE)
        : Sentence.of(
            AdjudicationWording.TOO_FEW_POSTS,
            one.shown().all(),
            one.blind().all(),
            OverAcceptance.LEAST_POSTS);
  }
}
