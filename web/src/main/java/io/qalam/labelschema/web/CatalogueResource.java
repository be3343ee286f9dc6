package io.qalam.labelschema.web;

import io.qalam.labelschema.CatalogueTask;
import io.qalam.labelschema.ProjectService;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The labelling tasks of the LlamaLens paper, the same for every tenant. */
@Path("catalogue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {

  @Inject private ProjectService projects;

  /** A list, so that paging can be added without breaking anybody. */
  public record Catalogue(List<CatalogueTask> items) {}

  @GET
  @Operation("Tasks with their label spaces, to open a project from")
  public Catalogue list() {
    return new Catalogue(projects.catalogue());
  }
}
