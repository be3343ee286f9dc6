package io.qalam.tenant.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** REST under {@code /api/v1}; every resource and provider of the web module belongs to it. */
@ApplicationPath("/api/v1")
public class RestApplication extends Application {}
