package io.qalam.queue;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.account.model.GroupMember;
import io.qalam.account.model.MemberGroup;
import io.qalam.account.model.MemberGroupRepository;
import io.qalam.account.model.Role;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.QuotaUse.Bound;
import io.qalam.queue.QuotaUse.Member;
import io.qalam.queue.model.Quota;
import io.qalam.queue.model.QuotaRepository;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Thing;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps a project's quotas, and tells what of them is used. */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class QuotaService {

  /** Whose quota it is that is nobody's in particular, in the audit. */
  private static final String EVERYBODY = "*";

  @Inject private ProjectRepository projects;
  @Inject private AccountRepository accounts;
  @Inject private MemberGroupRepository groups;
  @Inject private QuotaRepository quotas;
  @Inject private AuditTrail audit;

  /** The project's quotas, and who used how much of them. */
  public QuotaUse use(UUID projectId) {
    if (projects.find(projectId).isEmpty()) {
      throw NotFound.project(projectId);
    }
    List<Quota> all = quotas.list(projectId);
    Map<UUID, String> names = names();
    List<Bound> bounds =
        all.stream()
            .map(quota -> bound(quota, names))
            .sorted(
                Comparator.comparing((Bound bound) -> bound.member() != null)
                    .thenComparing(bound -> bound.name() == null ? "" : bound.name()))
            .toList();
    return new QuotaUse(bounds, members(projectId, all));
  }

  private Map<UUID, String> names() {
    Map<UUID, String> names = new HashMap<>();
    accounts.list().forEach(account -> names.put(account.getId(), account.getUserName()));
    groups.list().forEach(group -> names.put(group.getId(), group.getName()));
    return names;
  }

  private static Bound bound(Quota quota, Map<UUID, String> names) {
    UUID whose = quota.getAccountId() == null ? quota.getGroupId() : quota.getAccountId();
    return new Bound(
        quota.getId(),
        quota.getAccountId(),
        quota.getGroupId(),
        whose == null ? null : names.get(whose),
        quota.getPerDay(),
        quota.getInAll(),
        quota.getZone().getId());
  }

  /**
   * Sets the quota of one member, of each member of a group, or of everybody who has no other.
   *
   * @throws Invalid naming every field that is wrong
   */
  @NeedsRole(Role.ADMIN)
  public void set(UUID projectId, NewQuota wanted) {
    wanted.check();
    lock(projectId);
    String whose = whose(wanted);
    Quota quota =
        quotas
            .lock(projectId, wanted.member(), wanted.group())
            .orElseGet(() -> new Quota(projectId, wanted.member(), wanted.group()));
    quota.bound(wanted.perDay(), wanted.inAll(), wanted.zone());
    quotas.add(quota);
    Map<String, Object> detail = new TreeMap<>(Map.of("whose", whose));
    detail.put("perDay", wanted.perDay() == null ? "" : wanted.perDay());
    detail.put("inAll", wanted.inAll() == null ? "" : wanted.inAll());
    audit.record(Deed.QUOTA_SET, projectId, detail);
  }

  private void lock(UUID projectId) {
    if (projects.lock(projectId).isEmpty()) {
      throw NotFound.project(projectId);
    }
  }

  /** The name of whoever a quota is for; refuses what is not there. */
  private String whose(NewQuota wanted) {
    UUID member = wanted.member();
    UUID group = wanted.group();
    if (member != null) {
      return accounts
          .find(member)
          .map(Account::getUserName)
          .orElseThrow(() -> new Invalid("member", QueueWording.NO_MEMBER, member));
    }
    return group == null
        ? EVERYBODY
        : groups
            .find(group)
            .map(MemberGroup::getName)
            .orElseThrow(() -> new Invalid("group", QueueWording.NO_GROUP, group));
  }

  /**
   * Takes a quota away.
   *
   * @throws NotFound when the project has none of that id
   */
  @NeedsRole(Role.ADMIN)
  public void remove(UUID projectId, UUID quotaId) {
    lock(projectId);
    Quota quota =
        quotas
            .find(quotaId)
            .filter(found -> found.getProjectId().equals(projectId))
            .orElseThrow(() -> new NotFound(Thing.QUOTA, quotaId));
    quotas.remove(quota);
    String name = bound(quota, names()).name();
    audit.record(Deed.QUOTA_REMOVED, projectId, Map.of("whose", name == null ? EVERYBODY : name));
  }

  private List<Member> members(UUID projectId, List<Quota> all) {
    UsedQuotas used =
        new UsedQuotas(all, groupsOf(), quotas.tallies(projectId), today(projectId, all));
    return accounts.list().stream().flatMap(account -> used.of(account).stream()).toList();
  }

  private Map<UUID, Set<UUID>> groupsOf() {
    return groups.members().stream()
        .collect(
            Collectors.groupingBy(
                GroupMember::getAccountId,
                Collectors.mapping(GroupMember::getGroupId, Collectors.toSet())));
  }

  /** Answers of the day that is now in each zone of a quota, and in UTC. */
  private Map<ZoneId, Map<UUID, Long>> today(UUID projectId, List<Quota> all) {
    Instant now = Instant.now();
    return Stream.concat(all.stream().map(Quota::getZone), Stream.of(UsedQuotas.UTC))
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(),
                zone ->
                    quotas.since(
                        projectId, now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant())));
  }
}
