package io.qalam.account.web;

import io.qalam.account.AccountService;
import io.qalam.account.AccountWording;
import io.qalam.account.IssuedPassword;
import io.qalam.account.NewAccount;
import io.qalam.account.model.Account;
import io.qalam.account.model.Role;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of the tenant, for admins. */
@Path("members")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {

  @Inject private AccountService accounts;

  /** A member as REST shows it. */
  public record Member(
      UUID id,
      String userName,
      String displayName,
      Role role,
      String locale,
      List<String> languages,
      boolean enabled) {

    static Member of(Account account) {
      return new Member(
          account.getId(),
          account.getUserName(),
          account.getDisplayName(),
          account.getRole(),
          account.getLocale(),
          account.getLanguages(),
          account.isEnabled());
    }
  }

  /** A list, so that paging can be added without breaking anybody. */
  public record Members(List<Member> items) {}

  /**
   * What may be changed of a member; what is left out stays.
   *
   * @param languages what the member reads, such as {@code ar-EG}; none stands for everything
   */
  public record Change(
      @Nullable Role role, @Nullable Boolean enabled, @Nullable List<String> languages) {

    boolean isEmpty() {
      return role == null && enabled == null && languages == null;
    }
  }

  @GET
  @Operation("Every member, by user name")
  public Members list() {
    return new Members(accounts.list().stream().map(Member::of).toList());
  }

  @POST
  @Operation(
      value = "Adds a member; the answer holds the generated password, this once",
      status = 201,
      answer = IssuedPassword.class)
  public Response add(NewAccount member) {
    IssuedPassword issued = accounts.add(member);
    return Response.status(Response.Status.CREATED).entity(issued).build();
  }

  @PATCH
  @Path("{id}")
  @Operation("Gives a member another role or other languages, disables or enables it")
  public void change(@PathParam("id") UUID id, Change change) {
    if (change.isEmpty()) {
      throw new Invalid("body", AccountWording.NOTHING_TO_CHANGE);
    }
    if (change.languages() != null) {
      accounts.changeLanguages(id, change.languages());
    }
    if (change.role() != null) {
      accounts.changeRole(id, change.role());
    }
    if (change.enabled() != null) {
      setEnabled(id, change.enabled());
    }
  }

  private void setEnabled(UUID id, boolean enabled) {
    if (enabled) {
      accounts.enable(id);
    } else {
      accounts.disable(id);
    }
  }

  @POST
  @Path("{id}/password-reset")
  @Operation("Gives a member a new generated password, shown this once")
  @Consumes(MediaType.WILDCARD)
  public IssuedPassword resetPassword(@PathParam("id") UUID id) {
    return accounts.resetPassword(id);
  }
}
