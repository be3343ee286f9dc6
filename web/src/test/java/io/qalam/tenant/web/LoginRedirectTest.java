package io.qalam.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginRedirectTest {

  @ParameterizedTest
  @ValueSource(strings = {"/members", "/projects/0190/review", "/a?b=c&d=%20"})
  void aPathInsideQalamIsFollowed(String next) {
    assertThat(LoginRedirect.target(next)).isEqualTo(next);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "//example.org",
        "/\\example.org",
        "https://example.org/",
        "javascript:alert(1)",
        "members",
        "/a\r\nSet-Cookie: x=y",
        "/a b",
      })
  void anythingElseLeadsHome(String next) {
    assertThat(LoginRedirect.target(next)).isEqualTo("/projects");
  }
}
