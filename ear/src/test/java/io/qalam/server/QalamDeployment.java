package io.qalam.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.eu.ingwar.tools.arquillian.extension.suite.annotations.ArquillianSuiteDeployment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The built EAR, as it is delivered, and beside its modules a WAR with the tests of {@code
 * io.qalam.inserver}: they see what a page sees, and no filter of the pages stands before them. One
 * deployment serves every test class.
 */
@ArquillianSuiteDeployment
public class QalamDeployment {

  private static final String TESTS = "tests.war";

  private static final String MODULE =
      "<module><web><web-uri>%s</web-uri><context-root>/tests</context-root></web></module>"
          .formatted(TESTS);

  @Deployment
  public static EnterpriseArchive ear() {
    Path built = Path.of(System.getProperty("qalam.ear", "target/qalam.ear"));
    EnterpriseArchive ear = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, built.toFile());
    String modules =
        text(ear.get("META-INF/application.xml"))
            .replace("<library-directory>", MODULE + "<library-directory>");
    ear.setApplicationXML(new StringAsset(modules));
    ear.addAsModule(Testable.archiveToTest(tests()));
    return ear;
  }

  private static WebArchive tests() {
    return ShrinkWrap.create(WebArchive.class, TESTS)
        .addPackages(true, "io.qalam.inserver")
        .addClasses(TestTenants.class, TestTenants.Member.class)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .addAsLibrary(jarOf(Assertions.class));
  }

  private static String text(Node file) {
    try (InputStream in = file.getAsset().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
