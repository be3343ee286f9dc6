package io.qalam.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A browser for a test class: skips its tests where there is no Chromium, starts each with nobody
 * logged in, and keeps in {@code target/browser} what the pages showed when one failed.
 */
final class BrowserExtension implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private static final Path PHOTOGRAPHS = Path.of("target/browser");

  private @Nullable Browser browser;

  @Override
  public void beforeEach(ExtensionContext test) {
    Optional<Path> chromium = Chromium.find();
    assumeTrue(chromium.isPresent(), Chromium.MISSING);
    if (browser == null) {
      browser = Browser.start(chromium.orElseThrow(), TestServer.url());
    }
  }

  /** A page of somebody of the tests' tenants, who has just logged in. */
  Page logIn(TestTenants tenant, Person person) {
    return started().logIn(tenant.tenantName(), person.userName(), TestTenants.PASSWORD);
  }

  /** A page of somebody who has not logged in, and reads this language. */
  Page stranger(String language) {
    return started().stranger(language);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (browser != null) {
      try {
        if (test.getExecutionException().isPresent()) {
          browser.photograph(PHOTOGRAPHS, test.getRequiredTestMethod().getName());
        }
      } finally {
        browser.forgetEverybody();
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    if (browser != null) {
      browser.close();
    }
  }

  private Browser started() {
    if (browser == null) {
      throw new IllegalStateException("No browser outside of a test");
    }
    return browser;
  }
}
