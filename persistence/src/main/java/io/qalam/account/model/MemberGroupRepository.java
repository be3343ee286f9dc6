package io.qalam.account.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The groups of the transaction's tenant, and who belongs to them. */
@ApplicationScoped
public class MemberGroupRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(MemberGroup group) {
    em.persist(group);
  }

  /** Every group, by name. */
  public List<MemberGroup> list() {
    return em.createQuery("select g from MemberGroup g order by g.name, g.id", MemberGroup.class)
        .getResultList();
  }

  public Optional<MemberGroup> find(UUID id) {
    return Optional.ofNullable(em.find(MemberGroup.class, id));
  }

  /** The group, locked until the transaction ends. */
  public Optional<MemberGroup> lock(UUID id) {
    return em.createQuery("select g from MemberGroup g where g.id = :id", MemberGroup.class)
        .setParameter("id", id)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  public Optional<MemberGroup> findByName(String name) {
    return em.createQuery("select g from MemberGroup g where g.name = :name", MemberGroup.class)
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  /** Who belongs to which group. */
  public List<GroupMember> members() {
    return em.createQuery("select m from GroupMember m", GroupMember.class).getResultList();
  }

  /** A member of a group, if they are one. */
  public Optional<GroupMember> member(UUID groupId, UUID accountId) {
    return Optional.ofNullable(em.find(GroupMember.class, new GroupMember.Key(groupId, accountId)));
  }

  public void add(GroupMember member) {
    em.persist(member);
  }

  public void remove(GroupMember member) {
    em.remove(member);
  }

  /** The names of the projects that are for this group. */
  public List<String> projects(UUID groupId) {
    return em.createQuery(
            """
            select p.name from ProjectGroup g join Project p on p.id = g.projectId
            where g.groupId = :group and p.deletedAt is null order by p.name
            """,
            String.class)
        .setParameter("group", groupId)
        .getResultList();
  }

  /** Deletes a group with whatever speaks of it: members, quotas, projects that are deleted. */
  public void remove(MemberGroup group) {
    for (String entity : List.of("GroupMember", "Quota", "ProjectGroup")) {
      em.createQuery("delete from " + entity + " e where e.groupId = :group")
          .setParameter("group", group.getId())
          .executeUpdate();
    }
    em.remove(group);
  }
}
