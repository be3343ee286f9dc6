package io.qalam.overview.web;

import io.qalam.overview.PostQuery;
import io.qalam.tenant.web.QueryFields;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What posts are asked for by, as query parameters.
 *
 * <p>The fields say what there is, to the OpenAPI document; {@link #query} reads every parameter of
 * the request, so that one that is unknown is refused and not left aside.
 */
@SuppressWarnings("UnusedVariable") // set for the request, and read by the OpenAPI document alone
public class PostParameters {

  @QueryParam("q")
  private @Nullable String words;

  @QueryParam("state")
  private @Nullable String state;

  @QueryParam("split")
  private @Nullable String split;

  @QueryParam("lang")
  private @Nullable String lang;

  @QueryParam("label")
  private @Nullable String label;

  @QueryParam("predicted")
  private @Nullable String predicted;

  @QueryParam("marginFrom")
  private @Nullable String marginFrom;

  @QueryParam("marginTo")
  private @Nullable String marginTo;

  @QueryParam("adapter")
  private @Nullable String adapter;

  @QueryParam("annotator")
  private @Nullable String annotator;

  @QueryParam("from")
  private @Nullable String from;

  @QueryParam("to")
  private @Nullable String to;

  @QueryParam("order")
  private @Nullable String order;

  @QueryParam("cursor")
  private @Nullable String cursor;

  @QueryParam("limit")
  private @Nullable String limit;

  @Context private @Nullable UriInfo uri;

  /**
   * The question of the request; a parameter that is given twice counts the first time.
   *
   * @param others parameters of the request that ask for no posts
   */
  PostQuery query(String... others) {
    Map<String, String> parameters = QueryFields.of(uri);
    parameters.keySet().removeAll(Set.of(others));
    return PostQuery.of(parameters);
  }
}
