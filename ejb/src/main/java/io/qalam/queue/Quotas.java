package io.qalam.queue;

import io.qalam.queue.model.MemberStanding;
import io.qalam.queue.model.Quota;
import io.qalam.queue.model.QuotaRepository;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.LocalMoment;
import io.qalam.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives nobody more tasks of a project than their quota lets them answer.
 *
 * <p>What somebody holds counts as answered, since it may be: so their answers never exceed a quota
 * that was in force when they took their tasks, however many requests come at once. An answer is
 * whatever ends a lease: a label, a flag, a skip, and also the answer to a known post, or one could
 * tell which posts are known.
 */
@ApplicationScoped
public class Quotas {

  @Inject private TenantContext context;
  @Inject private QuotaRepository quotas;

  /**
   * Lets a member take tasks, or answer them at once; their account is locked.
   *
   * @param held tasks they hold
   * @param wanted tasks they would have beside these
   * @throws QuotaReached when those they hold are all that they may still answer
   * @throws Conflict when they may answer some of the wanted ones, but not all
   */
  public void admit(UUID projectId, UUID accountId, int held, int wanted, Instant now) {
    MemberStanding standing = quotas.standing(projectId, accountId);
    if (standing.answers() == null) {
      count(projectId, accountId, 0);
    }
    long answers = standing.answers() == null ? 0 : standing.answers();
    for (Quota quota : inForce(standing.quotas())) {
      requireInAll(quota, answers + held, wanted);
      requireOfDay(quota, accountId, held, wanted, now);
    }
  }

  /**
   * How many answers a member may still give, beside those to what they hold; empty where no quota
   * bounds them.
   */
  public OptionalInt left(UUID projectId, UUID accountId, int held, Instant now) {
    MemberStanding standing = quotas.standing(projectId, accountId);
    long answers = standing.answers() == null ? 0 : standing.answers();
    return inForce(standing.quotas()).stream()
        .flatMapToLong(quota -> left(quota, answers, accountId, now))
        .mapToInt(left -> (int) Math.max(0, left - held))
        .min();
  }

  private LongStream left(Quota quota, long answers, UUID accountId, Instant now) {
    LongStream.Builder left = LongStream.builder();
    Integer inAll = quota.getInAll();
    if (inAll != null) {
      left.add(inAll - answers);
    }
    Integer perDay = quota.getPerDay();
    if (perDay != null) {
      left.add(perDay - quotas.since(quota.getProjectId(), accountId, quota.dayOf(now)));
    }
    return left.build();
  }

  private static void requireInAll(Quota quota, long given, int wanted) {
    Integer most = quota.getInAll();
    if (most != null && given >= most) {
      throw QuotaReached.inAll(most);
    }
    requireRoom(most, given, wanted);
  }

  private void requireOfDay(Quota quota, UUID accountId, int held, int wanted, Instant now) {
    Integer most = quota.getPerDay();
    if (most == null) {
      return;
    }
    long given = held + quotas.since(quota.getProjectId(), accountId, quota.dayOf(now));
    if (given >= most) {
      throw QuotaReached.ofDay(most, new LocalMoment(quota.dayAfter(now), quota.getZone()));
    }
    requireRoom(most, given, wanted);
  }

  private static void requireRoom(@Nullable Integer most, long given, int wanted) {
    if (most != null && most - given < wanted) {
      throw new Conflict(QueueWording.QUOTA_LESS, most - given);
    }
  }

  /**
   * Which of a member's quotas hold: their own alone, else those of all their groups, else
   * everybody's.
   */
  static List<Quota> inForce(List<Quota> quotas) {
    List<Quota> own = quotas.stream().filter(quota -> quota.getAccountId() != null).toList();
    List<Quota> ofGroups = quotas.stream().filter(quota -> quota.getGroupId() != null).toList();
    return !own.isEmpty() ? own : !ofGroups.isEmpty() ? ofGroups : quotas;
  }

  /**
   * Counts answers, or takes them back, in the transaction that does.
   *
   * @param by how many more are in force
   */
  public void count(UUID projectId, UUID accountId, int by) {
    quotas.change(context.tenantId(), projectId, accountId, by);
  }
}
