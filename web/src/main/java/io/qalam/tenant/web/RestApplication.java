package io.qalam.tenant.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** REST under {@code /api/v1}; every resource and provider of the web module belongs to it. */
@ApplicationPath("/api/v1")
public class RestApplication extends Application {

  /**
   * Switches off what Jersey binds JSON with: which of it and {@link JsonBody} was asked first
   * differed from deployment to deployment, and with it every null field and every error.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.disableJsonBinding", true, "jersey.config.jsonFeature", "JsonBody");
  }
}
