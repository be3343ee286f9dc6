package io.qalam.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Chromium in which people log in to one server, each with cookies of their own.
 *
 * <p>Closing it closes what it opened. A page's policy forbids what evaluates text, so a test waits
 * with locators and assertions, never with a function in a string.
 */
public final class Browser implements AutoCloseable {

  /** A busy machine may be slow, and the page counts anew every 30 s; what holds does not wait. */
  private static final int PATIENCE_MILLIS = 75_000;

  private static final Map<String, String> NO_DOWNLOAD =
      Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

  private final String url;
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(String url, Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.url = url;
    this.playwright = playwright;
    this.chromium = chromium;
  }

  /** Starts the Chromium at {@code executable} for the server at {@code url}. */
  public static Browser start(Path executable, String url) {
    Playwright playwright = Playwright.create(new CreateOptions().setEnv(NO_DOWNLOAD));
    try {
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
      LaunchOptions options =
          new LaunchOptions().setExecutablePath(executable).setArgs(Chromium.ARGUMENTS);
      return new Browser(url, playwright, playwright.chromium().launch(options));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  /** Logs somebody in with fresh cookies and returns their page, which shows the projects. */
  public Page logIn(String tenant, String userName, String password) {
    Page page = stranger("en");
    page.navigate("/login");
    page.locator("[id='login:tenant']").fill(tenant);
    page.locator("[id='login:user']").fill(userName);
    page.locator("[id='login:password']").fill(password);
    page.locator("[id='login:submit']").click();
    PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile(".*/projects$"));
    return page;
  }

  /** An empty page with fresh cookies, of somebody who reads this language. */
  Page stranger(String language) {
    BrowserContext cookies =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(url)
                .setLocale(language)
                .setViewportSize(1280, 800));
    cookies.setDefaultTimeout(PATIENCE_MILLIS);
    return cookies.newPage();
  }

  /** Keeps what every open page shows, as {@code name-1.png} and so on. */
  void photograph(Path folder, String name) {
    int number = 0;
    for (BrowserContext cookies : chromium.contexts()) {
      for (Page page : cookies.pages()) {
        Path file = folder.resolve(name + "-" + ++number + ".png");
        page.screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
      }
    }
  }

  /** Closes every page and forgets who was logged in. */
  void forgetEverybody() {
    chromium.contexts().forEach(BrowserContext::close);
  }

  @Override
  public void close() {
    try {
      chromium.close();
    } finally {
      playwright.close();
    }
  }
}
