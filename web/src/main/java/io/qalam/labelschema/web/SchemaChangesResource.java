package io.qalam.labelschema.web;

import io.qalam.labelschema.SchemaChange;
import io.qalam.labelschema.SchemaChangeService;
import io.qalam.labelschema.SchemaPreview;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/** The versions of a project's labels, and what became of each label from one to the next. */
@Path("projects/{projectId}/schema/changes")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SchemaChangesResource {

  @Inject private SchemaChangeService changes;

  /** A list, so that paging can be added without breaking anybody. */
  public record Versions(List<SchemaVersion> items) {}

  @GET
  @Operation("Every version of the label schema with what became of the labels, the newest first")
  public Versions list(@PathParam("projectId") UUID project) {
    return new Versions(changes.history(project).stream().map(SchemaVersion::of).toList());
  }

  @POST
  @Path("preview")
  @Operation("What renaming, merging, splitting and retiring labels would touch; nothing changes")
  public SchemaPreview preview(@PathParam("projectId") UUID project, SchemaChange wanted) {
    return changes.preview(project, wanted);
  }

  @POST
  @Operation("Renames, merges, splits and retires labels in the next version of the label schema")
  public SchemaVersion change(@PathParam("projectId") UUID project, SchemaChange wanted) {
    return SchemaVersion.of(changes.change(project, wanted));
  }
}
