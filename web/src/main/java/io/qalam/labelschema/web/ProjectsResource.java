package io.qalam.labelschema.web;

import io.qalam.labelschema.NewLabelSchema;
import io.qalam.labelschema.NewProject;
import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectSettings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** The projects of the tenant: everybody sees them, an admin makes and changes them. */
@Path("projects")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ProjectsResource {

  @Inject private ProjectService projects;
  @Context private UriInfo uri;

  /** A list, so that paging can be added without breaking anybody. */
  public record Projects(List<ProjectDetail> items) {}

  @GET
  public Projects list() {
    return new Projects(projects.list().stream().map(this::detail).toList());
  }

  /** Makes a project. */
  @POST
  public Response create(NewProject wanted) {
    Project project = projects.create(wanted);
    URI address = uri.getAbsolutePathBuilder().path(project.getId().toString()).build();
    return Response.created(address).entity(detail(project)).build();
  }

  @GET
  @Path("{projectId}")
  public ProjectDetail find(@PathParam("projectId") UUID id) {
    return detail(projects.find(id));
  }

  /** Takes it out of use. */
  @DELETE
  @Path("{projectId}")
  public void delete(@PathParam("projectId") UUID id) {
    projects.delete(id);
  }

  /** Changes settings; what is left out stays. */
  @PUT
  @Path("{projectId}/settings")
  public ProjectDetail configure(@PathParam("projectId") UUID id, ProjectSettings settings) {
    return detail(projects.configure(id, settings));
  }

  /** Puts a new version of the label schema in force. */
  @PUT
  @Path("{projectId}/schema")
  public ProjectDetail changeSchema(@PathParam("projectId") UUID id, NewLabelSchema wanted) {
    LabelSchema schema = projects.changeSchema(id, wanted);
    return ProjectDetail.of(projects.find(id), schema);
  }

  private ProjectDetail detail(Project project) {
    return ProjectDetail.of(project, projects.schema(project.getId()));
  }
}
