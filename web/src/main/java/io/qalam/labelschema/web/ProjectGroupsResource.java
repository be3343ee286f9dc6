package io.qalam.labelschema.web;

import io.qalam.labelschema.AssignedGroup;
import io.qalam.labelschema.ProjectGroupService;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The groups that a project is for. */
@Path("projects/{project}/groups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProjectGroupsResource {

  @Inject private ProjectGroupService groups;

  /** A list, so that paging can be added without breaking anybody. */
  public record Groups(List<AssignedGroup> items) {}

  /** The ids of the groups; none makes the project one for everybody. */
  public record Wanted(@Nullable List<UUID> groups) {}

  @GET
  @Operation("Every group, and whether the project is for it; for none, everybody works on it")
  public Groups groups(@PathParam("project") UUID project) {
    return new Groups(groups.groups(project));
  }

  @PUT
  @Operation("Makes the project one for these groups alone; with none, one for everybody")
  public Groups assign(@PathParam("project") UUID project, Wanted wanted) {
    List<UUID> ids = wanted.groups();
    if (ids == null) {
      throw new Invalid("groups", TenantWording.MISSING);
    }
    groups.assign(project, ids);
    return new Groups(groups.groups(project));
  }
}
