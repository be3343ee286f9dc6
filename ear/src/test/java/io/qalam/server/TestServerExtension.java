package io.qalam.server;

import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.api.event.ManagerStarted;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Starts the tests' own server before Arquillian reads where it is. */
public class TestServerExtension implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Starter.class);
  }

  /** Comes before the observer that reads arquillian.xml, whose precedence is zero. */
  public static class Starter {
    public void start(@Observes(precedence = 1000) ManagerStarted event) {
      TestServer.get();
    }
  }
}
