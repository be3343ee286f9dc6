package io.qalam.browser;

import com.microsoft.playwright.Page;
import io.qalam.reviewing.ReviewProject;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestTenants;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Desks for the tests of the review page: a project with posts, somebody before it, its rows. */
final class ReviewDesks {

  private ReviewDesks() {}

  /** A project of Nile with these English posts, in this order; positive is predicted. */
  static ReviewProject withPosts(String... texts) throws SQLException, IOException {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    for (String text : texts) {
      project.post(text, "en");
    }
    return project;
  }

  /** The project's review page before somebody who has just logged in. */
  static ReviewDeskPage open(BrowserExtension browser, ReviewProject project, Person person) {
    return ReviewDeskPage.open(browser.logIn(TestTenants.NILE, person), project.id());
  }

  /** The same in another tab of the same browser. */
  static ReviewDeskPage openBeside(ReviewDeskPage desk, ReviewProject project) {
    return ReviewDeskPage.open(desk.page().context().newPage(), project.id());
  }

  /** Signs in on the login page that is open. */
  static void signIn(Page page, Person person) {
    page.locator("[id='login:tenant']").fill(TestTenants.NILE.tenantName());
    page.locator("[id='login:user']").fill(person.userName());
    page.locator("[id='login:password']").fill(TestTenants.PASSWORD);
    page.locator("[id='login:submit']").click();
  }

  /** Every annotation of the project, undone ones too, the oldest first. */
  static List<Map<String, Object>> annotations(ReviewProject project) throws SQLException {
    return ReviewProject.query(
        "select * from annotation where project_id = ? order by created_at", project.id());
  }
}
