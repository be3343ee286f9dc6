package io.qalam.account.web;

import io.qalam.account.AccountService;
import io.qalam.account.IssuedToken;
import io.qalam.account.model.ApiToken;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One's own API tokens. */
@Path("tokens")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {

  @Inject private AccountService accounts;

  /** A token as REST shows it: everything but its secret. */
  public record Token(
      UUID id,
      String label,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {

    static Token of(ApiToken token) {
      return new Token(
          token.getId(),
          token.getLabel(),
          token.getCreatedAt(),
          token.getExpiresAt(),
          token.getLastUsedAt(),
          token.getRevokedAt());
    }
  }

  /** A list, so that paging can be added without breaking anybody. */
  public record Tokens(List<Token> items) {}

  /** A token to be made; without {@code expiresAt} it lasts until it is revoked. */
  public record NewToken(@Nullable String label, @Nullable Instant expiresAt) {}

  @GET
  @Operation("One's own tokens, newest first, revoked ones too")
  public Tokens list() {
    return new Tokens(accounts.tokens().stream().map(Token::of).toList());
  }

  @POST
  @Operation(
      value = "Makes a token; the answer holds its text, this once",
      status = 201,
      answer = IssuedToken.class)
  public Response issue(NewToken wanted) {
    IssuedToken issued = accounts.issueToken(wanted.label(), wanted.expiresAt());
    return Response.status(Response.Status.CREATED).entity(issued).build();
  }

  @DELETE
  @Path("{id}")
  @Operation("Revokes one's own token; an admin may revoke anybody's")
  public void revoke(@PathParam("id") UUID id) {
    accounts.revokeToken(id);
  }
}
