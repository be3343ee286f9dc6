package io.qalam.labelschema;

import io.qalam.account.model.Role;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectGroupRepository;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The projects that the caller may see: all of the tenant for an editor, those of their groups and
 * those without groups for an annotator.
 *
 * <p>Whatever an annotator may call finds its project here; what is not theirs is not there.
 */
@ApplicationScoped
public class ProjectAccess {

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private ProjectGroupRepository groups;

  /** The project, if it is there and the caller may see it. */
  public Optional<Project> find(UUID id) {
    return seesAll() ? projects.find(id) : groups.find(id, context.accountId());
  }

  /**
   * The project.
   *
   * @throws NotFound when it is not there or the caller may not see it
   */
  public Project require(UUID id) {
    return find(id).orElseThrow(() -> NotFound.project(id));
  }

  /** The project of that name, if it is there and the caller may see it. */
  public Optional<Project> findByName(String name) {
    return projects.findByName(name).flatMap(project -> find(project.getId()));
  }

  /** Every project that the caller may see, the oldest first. */
  public List<Project> list() {
    return seesAll() ? projects.list() : groups.list(context.accountId());
  }

  private boolean seesAll() {
    return context.caller().may(Role.EDITOR);
  }
}
