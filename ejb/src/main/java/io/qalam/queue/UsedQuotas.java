package io.qalam.queue;

import io.qalam.account.model.Account;
import io.qalam.queue.QuotaUse.Member;
import io.qalam.queue.model.Quota;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What members used of their quotas in a project.
 *
 * @param all the project's quotas
 * @param groupsOf each member's groups
 * @param answers each member's in all
 * @param today each member's of the day that is now in a zone
 */
record UsedQuotas(
    List<Quota> all,
    Map<UUID, Set<UUID>> groupsOf,
    Map<UUID, Long> answers,
    Map<ZoneId, Map<UUID, Long>> today) {

  /** Where days are of nobody's quota. */
  static final ZoneId UTC = ZoneId.of("UTC");

  /**
   * A member's use; of who gave nothing and has no quota of their own or of a group there is none.
   */
  Optional<Member> of(Account account) {
    List<Quota> held = Quotas.inForce(all.stream().filter(quota -> isFor(quota, account)).toList());
    boolean named = held.stream().anyMatch(q -> q.getAccountId() != null || q.getGroupId() != null);
    boolean counts = named || answers.getOrDefault(account.getId(), 0L) > 0;
    return counts ? Optional.of(member(account, held)) : Optional.empty();
  }

  private Member member(Account account, List<Quota> held) {
    @Nullable Quota ofDay = strictest(held, Quota::getPerDay);
    @Nullable Quota inAll = strictest(held, Quota::getInAll);
    ZoneId zone = ofDay == null ? UTC : ofDay.getZone();
    return new Member(
        account.getId(),
        account.getUserName(),
        today.getOrDefault(zone, Map.of()).getOrDefault(account.getId(), 0L),
        ofDay == null ? null : ofDay.getPerDay(),
        answers.getOrDefault(account.getId(), 0L),
        inAll == null ? null : inAll.getInAll());
  }

  private static @Nullable Quota strictest(
      List<Quota> held, Function<Quota, @Nullable Integer> bound) {
    return held.stream()
        .filter(quota -> bound.apply(quota) != null)
        .min(Comparator.comparing(quota -> Objects.requireNonNull(bound.apply(quota))))
        .orElse(null);
  }

  private boolean isFor(Quota quota, Account account) {
    UUID member = quota.getAccountId();
    UUID group = quota.getGroupId();
    return member == null
        ? group == null || groupsOf.getOrDefault(account.getId(), Set.of()).contains(group)
        : member.equals(account.getId());
  }
}
