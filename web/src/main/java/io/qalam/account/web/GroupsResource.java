package io.qalam.account.web;

import io.qalam.account.GroupService;
import io.qalam.account.GroupService.Group;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Groups of members, for admins. */
@Path("groups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class GroupsResource {

  @Inject private GroupService groups;

  /** A list, so that paging can be added without breaking anybody. */
  public record Groups(List<Group> items) {}

  /** What a group is called, in one line of at most 60 characters. */
  public record Named(@Nullable String name) {}

  @GET
  @Operation("Every group with its members' ids, by name")
  public Groups list() {
    return new Groups(groups.list());
  }

  @POST
  @Operation(value = "Makes a group without members", status = 201, answer = Group.class)
  public Response create(Named named) {
    return Response.status(Response.Status.CREATED).entity(groups.create(named.name())).build();
  }

  @PATCH
  @Path("{group}")
  @Operation("Gives a group another name")
  public void rename(@PathParam("group") UUID group, Named named) {
    groups.rename(group, named.name());
  }

  @DELETE
  @Path("{group}")
  @Operation("Deletes a group that no project is for, with the quotas of its members")
  public void delete(@PathParam("group") UUID group) {
    groups.delete(group);
  }

  @PUT
  @Path("{group}/members/{member}")
  @Consumes(MediaType.WILDCARD)
  @Operation("Puts a member into a group")
  public void put(@PathParam("group") UUID group, @PathParam("member") UUID member) {
    groups.put(group, member);
  }

  @DELETE
  @Path("{group}/members/{member}")
  @Operation("Takes a member out of a group")
  public void take(@PathParam("group") UUID group, @PathParam("member") UUID member) {
    groups.take(group, member);
  }
}
