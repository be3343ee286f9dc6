package io.qalam.audit.web;

import io.qalam.audit.AuditPage;
import io.qalam.audit.AuditQuery;
import io.qalam.audit.AuditService;
import io.qalam.audit.AuditWriter;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;

/** Who did what and when. */
@Path("audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  @Inject private AuditService audit;
  @Inject private AuditExport export;

  @GET
  @Operation("Deeds, the newest first, by actor, action, subject, project and days of UTC")
  public AuditPage page(
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("action") @Nullable String action,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("project") @Nullable String project,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    return audit.page(new AuditQuery(actor, action, subject, project, from, to, cursor, limit));
  }

  /** Every deed of the question as a file, written while it is read. */
  @GET
  @Path("export")
  @Produces(MediaType.WILDCARD)
  @Operation("Deeds as a file, jsonl or csv")
  public Response export(
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("action") @Nullable String action,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("project") @Nullable String project,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("format") @Nullable String name) {
    AuditWriter format = AuditWriter.of(name);
    AuditQuery query = new AuditQuery(actor, action, subject, project, from, to, null, null);
    AuditPage first = export.first(query);
    StreamingOutput body = out -> export.write(query, first, format, out);
    return Response.ok(body, format.mediaType())
        .header(
            "Content-Disposition",
            "attachment; filename=\"qalam-audit.%s\"".formatted(format.suffix()))
        .build();
  }
}
