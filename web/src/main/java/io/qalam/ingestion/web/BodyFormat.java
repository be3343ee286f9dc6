package io.qalam.ingestion.web;

import io.qalam.ingestion.PostFormat;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;

/** The format of posts in the body of a request. */
final class BodyFormat {

  private BodyFormat() {}

  /**
   * The format that a media type names; JSON lines have several names.
   *
   * @throws NotSupportedException when the text is compressed otherwise than by gzip, which the
   *     server has undone before, or is said to be in another character set than UTF-8
   */
  static PostFormat of(HttpHeaders headers) {
    String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new NotSupportedException("Posts are sent as they are, not as " + encoding);
    }
    MediaType type = headers.getMediaType();
    String charset = type.getParameters().getOrDefault("charset", "utf-8");
    if (!charset.equalsIgnoreCase("utf-8")) {
      throw new NotSupportedException("Posts must be UTF-8, not " + charset);
    }
    String name = type.getType() + "/" + type.getSubtype();
    return Arrays.stream(PostFormat.values())
        .filter(format -> format.mediaType().equalsIgnoreCase(name))
        .findFirst()
        .orElse(PostFormat.NDJSON);
  }
}
