package io.qalam.account;

import io.qalam.account.model.AccountRepository;
import io.qalam.account.model.GroupMember;
import io.qalam.account.model.MemberGroup;
import io.qalam.account.model.MemberGroupRepository;
import io.qalam.account.model.Role;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.StorableText;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Thing;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the groups of a tenant's members. */
@Stateless
@Tenanted
@NeedsRole(Role.ADMIN)
public class GroupService {

  private static final int LONGEST_NAME = 60;

  @Inject private MemberGroupRepository groups;
  @Inject private AccountRepository accounts;
  @Inject private AuditTrail audit;

  /**
   * A group.
   *
   * @param members the ids of their accounts
   */
  public record Group(UUID id, String name, List<UUID> members) {
    public Group {
      members = List.copyOf(members);
    }
  }

  /** Every group, by name. */
  public List<Group> list() {
    Map<UUID, List<UUID>> members =
        groups.members().stream()
            .collect(
                Collectors.groupingBy(
                    GroupMember::getGroupId,
                    Collectors.mapping(GroupMember::getAccountId, Collectors.toList())));
    return groups.list().stream()
        .map(
            group ->
                new Group(
                    group.getId(), group.getName(), members.getOrDefault(group.getId(), List.of())))
        .toList();
  }

  /**
   * Makes a group without members.
   *
   * @throws Conflict when the name is taken
   */
  public Group create(@Nullable String name) {
    MemberGroup group = new MemberGroup(free(name, null));
    groups.add(group);
    audit.record(Deed.GROUP_CREATED, group.getName());
    return new Group(group.getId(), group.getName(), List.of());
  }

  /**
   * Gives a group another name.
   *
   * @throws Conflict when the name is taken
   */
  public void rename(UUID groupId, @Nullable String name) {
    MemberGroup group = lock(groupId);
    String former = group.getName();
    group.rename(free(name, groupId));
    if (!former.equals(group.getName())) {
      audit.record(Deed.GROUP_RENAMED, group.getName(), Map.of("former", former));
    }
  }

  /**
   * Deletes a group and the quotas of its members.
   *
   * @throws Conflict while a project is for it: without it the project could be for everybody
   */
  public void delete(UUID groupId) {
    MemberGroup group = lock(groupId);
    List<String> projects = groups.projects(groupId);
    if (!projects.isEmpty()) {
      throw new Conflict(AccountWording.GROUP_ASSIGNED, group.getName(), projects);
    }
    groups.remove(group);
    audit.record(Deed.GROUP_DELETED, group.getName());
  }

  /** Puts a member into a group; who is in it already stays. */
  public void put(UUID groupId, UUID accountId) {
    MemberGroup group = lock(groupId);
    String userName = userName(accountId);
    if (groups.member(groupId, accountId).isEmpty()) {
      groups.add(new GroupMember(groupId, accountId));
      audit.record(Deed.GROUP_MEMBER_ADDED, group.getName(), Map.of("member", userName));
    }
  }

  /** Takes a member out of a group; nothing happens when they are not in it. */
  public void take(UUID groupId, UUID accountId) {
    MemberGroup group = lock(groupId);
    String userName = userName(accountId);
    groups
        .member(groupId, accountId)
        .ifPresent(
            member -> {
              groups.remove(member);
              audit.record(Deed.GROUP_MEMBER_REMOVED, group.getName(), Map.of("member", userName));
            });
  }

  private MemberGroup lock(UUID groupId) {
    return groups.lock(groupId).orElseThrow(() -> new NotFound(Thing.GROUP, groupId));
  }

  private String userName(UUID accountId) {
    return accounts.find(accountId).orElseThrow(() -> NotFound.member(accountId)).getUserName();
  }

  /** A name that no other group has. */
  private String free(@Nullable String name, @Nullable UUID of) {
    String text = name == null ? "" : name.strip();
    boolean broken = text.chars().anyMatch(Character::isISOControl) || !StorableText.holds(text);
    if (text.isEmpty() || text.length() > LONGEST_NAME || broken) {
      throw new Invalid("name", TenantWording.LINE, 1, LONGEST_NAME);
    }
    Optional<UUID> taken = groups.findByName(text).map(MemberGroup::getId);
    if (taken.isPresent() && !taken.get().equals(of)) {
      throw new Conflict(AccountWording.GROUP_NAME_TAKEN, text);
    }
    return text;
  }
}
