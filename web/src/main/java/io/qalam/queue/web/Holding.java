package io.qalam.queue.web;

import io.qalam.tenant.web.JsonBody;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tasks a client holds already, when it asks for one more; the body may be left out. */
public record Holding(@Nullable Set<UUID> holding) {

  /** Reads a body that may be empty. */
  public static Holding read(byte[] body) throws IOException {
    return body.length == 0 ? new Holding(null) : (Holding) JsonBody.read(body, Holding.class);
  }

  public Set<UUID> tasks() {
    return holding == null ? Set.of() : holding;
  }
}
