package io.qalam.labelschema;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.GroupMember;
import io.qalam.account.model.MemberGroup;
import io.qalam.account.model.MemberGroupRepository;
import io.qalam.account.model.Role;
import io.qalam.labelschema.model.ProjectGroup;
import io.qalam.labelschema.model.ProjectGroupRepository;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says which groups a project is for; for none, everybody works on it. */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class ProjectGroupService {

  @Inject private ProjectRepository projects;
  @Inject private ProjectGroupRepository assigned;
  @Inject private MemberGroupRepository groups;
  @Inject private AuditTrail audit;

  /** Every group of the tenant, by name, and whether the project is for it. */
  public List<AssignedGroup> groups(UUID projectId) {
    if (projects.find(projectId).isEmpty()) {
      throw NotFound.project(projectId);
    }
    Set<UUID> here = ids(assigned.groups(projectId));
    Map<UUID, Long> members =
        groups.members().stream()
            .collect(Collectors.groupingBy(GroupMember::getGroupId, Collectors.counting()));
    return groups.list().stream()
        .map(
            group ->
                new AssignedGroup(
                    group.getId(),
                    group.getName(),
                    members.getOrDefault(group.getId(), 0L),
                    here.contains(group.getId())))
        .toList();
  }

  /**
   * Makes the project one for these groups alone; with none, one for everybody.
   *
   * @throws Invalid when one of them is not there
   */
  @NeedsRole(Role.ADMIN)
  public void assign(UUID projectId, List<UUID> groupIds) {
    if (projects.lock(projectId).isEmpty()) {
      throw NotFound.project(projectId);
    }
    Map<UUID, MemberGroup> known =
        groups.list().stream().collect(Collectors.toMap(MemberGroup::getId, Function.identity()));
    requireKnown(groupIds, known.keySet());
    List<ProjectGroup> former = assigned.groups(projectId);
    former.stream()
        .filter(group -> !groupIds.contains(group.getGroupId()))
        .forEach(assigned::remove);
    Set<UUID> here = ids(former);
    Set.copyOf(groupIds).stream()
        .filter(id -> !here.contains(id))
        .forEach(id -> assigned.add(new ProjectGroup(projectId, id)));
    List<String> names =
        known.values().stream()
            .filter(group -> groupIds.contains(group.getId()))
            .map(MemberGroup::getName)
            .toList();
    audit.record(Deed.PROJECT_GROUPS_CHANGED, projectId, Map.of("groups", names));
  }

  private static void requireKnown(List<UUID> wanted, Set<UUID> known) {
    FieldCheck check = new FieldCheck();
    for (int i = 0; i < wanted.size(); i++) {
      UUID id = wanted.get(i);
      check.require(id != null && known.contains(id), "groups." + i, LabelSchemaWording.NO_GROUP);
    }
    check.done();
  }

  private static Set<UUID> ids(List<ProjectGroup> groups) {
    return groups.stream().map(ProjectGroup::getGroupId).collect(Collectors.toSet());
  }
}
