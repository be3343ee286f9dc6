package io.qalam.queue;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project's quotas, and what of them is used.
 *
 * @param quotas everybody's first, then groups', then members'
 * @param members who gave an answer or has a quota of their own or of a group, by user name
 */
public record QuotaUse(List<Bound> quotas, List<Member> members) {

  public QuotaUse {
    quotas = List.copyOf(quotas);
    members = List.copyOf(members);
  }

  /**
   * A quota.
   *
   * @param name the member's user name or the group's name; null for everybody's
   */
  public record Bound(
      UUID id,
      @Nullable UUID member,
      @Nullable UUID group,
      @Nullable String name,
      @Nullable Integer perDay,
      @Nullable Integer inAll,
      String timeZone) {}

  /**
   * What a member used; where several quotas hold, the smallest bound of each kind.
   *
   * @param today answers of the day that is now, in the zone of the quota; in UTC without one
   * @param answers in all
   */
  public record Member(
      UUID id,
      String userName,
      long today,
      @Nullable Integer perDay,
      long answers,
      @Nullable Integer inAll) {

    /** Whether they get no more tasks now. */
    public boolean reached() {
      return perDay != null && today >= perDay || inAll != null && answers >= inAll;
    }
  }
}
