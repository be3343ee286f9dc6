package io.qalam.server;

import java.io.File;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.eu.ingwar.tools.arquillian.extension.suite.annotations.ArquillianSuiteDeployment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The built EAR, as it is delivered, with the tests of {@code io.qalam.inserver} in its WAR: they
 * see what a page sees. One deployment serves every test class.
 */
@ArquillianSuiteDeployment
public class QalamDeployment {

  @Deployment
  public static EnterpriseArchive ear() {
    Path built = Path.of(System.getProperty("qalam.ear", "target/qalam.ear"));
    EnterpriseArchive ear =
        ShrinkWrap.createFromZipFile(EnterpriseArchive.class, built.toFile());
    WebArchive war = ear.getAsType(WebArchive.class, "qalam-web.war");
    war.addPackages(true, "io.qalam.inserver");
    war.addClasses(TestTenants.class, TestTenants.Member.class);
    war.addAsLibrary(jarOf(Assertions.class));
    return ear;
  }

  private static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
