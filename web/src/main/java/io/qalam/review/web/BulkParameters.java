package io.qalam.review.web;

import io.qalam.review.BulkFilter;
import io.qalam.tenant.web.QueryFields;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * What clear predictions are asked for by, as query parameters.
 *
 * <p>The fields say what there is, to the OpenAPI document; {@link #filter} reads every parameter
 * of the request, so that one that is unknown is refused and not left aside.
 */
@SuppressWarnings("UnusedVariable") // set for the request, and read by the OpenAPI document alone
public class BulkParameters {

  @QueryParam("label")
  private @Nullable String label;

  @QueryParam("minMargin")
  private @Nullable String minMargin;

  @QueryParam("q")
  private @Nullable String words;

  @QueryParam("lang")
  private @Nullable String lang;

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

  @Context private @Nullable UriInfo uri;

  /** The filter of the request; a parameter that is given twice counts the first time. */
  BulkFilter filter() {
    return BulkFilter.of(QueryFields.of(uri));
  }
}
