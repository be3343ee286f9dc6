package io.qalam.tenant.web;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Names the session cookie after its server: browsers share cookies between all ports of a host, so
 * that a login to one Qalam on this machine would end the login to another.
 */
@WebListener
public class SessionCookieName implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String name = System.getenv("QALAM_SESSION_COOKIE");
    if (name != null && !name.isBlank()) {
      event.getServletContext().getSessionCookieConfig().setName(name);
    }
  }
}
