package io.qalam.labelschema.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which projects of the transaction's tenant are for which groups, and so for which members.
 *
 * <p>A project without groups is for everybody. That is asked in the statement that reads the
 * project, by the keys of both tables, so that a member's next task costs no statement more.
 */
@ApplicationScoped
public class ProjectGroupRepository {

  private static final String FOR_THE_MEMBER =
      """
       p.deletedAt is null
       and (not exists (select 1 from ProjectGroup g where g.projectId = p.id)
         or exists (select 1 from ProjectGroup g join GroupMember m on m.groupId = g.groupId
           where g.projectId = p.id and m.accountId = :account))
      """;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /** The project, if it is for this member. */
  public Optional<Project> find(UUID projectId, UUID accountId) {
    return em.createQuery(
            "select p from Project p where p.id = :id and " + FOR_THE_MEMBER, Project.class)
        .setParameter("id", projectId)
        .setParameter("account", accountId)
        .getResultStream()
        .findFirst();
  }

  /** The projects that are for this member, the oldest first. */
  public List<Project> list(UUID accountId) {
    return em.createQuery(
            "select p from Project p where " + FOR_THE_MEMBER + " order by p.id", Project.class)
        .setParameter("account", accountId)
        .getResultList();
  }

  /** The groups that a project is for. */
  public List<ProjectGroup> groups(UUID projectId) {
    return em.createQuery(
            "select g from ProjectGroup g where g.projectId = :project", ProjectGroup.class)
        .setParameter("project", projectId)
        .getResultList();
  }

  public void add(ProjectGroup group) {
    em.persist(group);
  }

  public void remove(ProjectGroup group) {
    em.remove(group);
  }
}
