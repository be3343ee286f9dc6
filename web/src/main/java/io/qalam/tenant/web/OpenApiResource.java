package io.qalam.tenant.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Serves the OpenAPI document of this very server; the one REST address that needs no token. */
@Path("openapi")
@ApplicationScoped
public class OpenApiResource {

  @Inject private BeanManager beans;

  private volatile @Nullable ObjectNode document;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation("This document")
  public ObjectNode document() {
    ObjectNode made = document;
    if (made == null) {
      made = OpenApiDocument.of(resources());
      document = made;
    }
    return made;
  }

  private Set<Class<?>> resources() {
    return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(Bean::getBeanClass)
        .filter(type -> type.isAnnotationPresent(Path.class))
        .collect(Collectors.toSet());
  }
}
