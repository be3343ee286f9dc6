package io.qalam.account.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

  @Test
  void thePasswordItWasMadeOfMatchesAndNoOther() {
    String stored = PasswordHash.of("قلم-क़लम-1".toCharArray());

    assertThat(PasswordHash.matches("قلم-क़लम-1".toCharArray(), stored)).isTrue();
    assertThat(PasswordHash.matches("قلم-क़लम-2".toCharArray(), stored)).isFalse();
  }

  @Test
  void twoHashesOfOnePasswordDiffer() {
    assertThat(PasswordHash.of("same".toCharArray()))
        .isNotEqualTo(PasswordHash.of("same".toCharArray()));
  }

  @Test
  void theStringSaysAlgorithmAndCost() {
    assertThat(PasswordHash.of("x".toCharArray())).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void aHashOfAnotherImplementationVerifies() {
    // Made by the reference command line: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -e
    String stored =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(PasswordHash.matches("password".toCharArray(), stored)).isTrue();
  }

  @Test
  void whatIsNotAnArgon2idStringIsRefused() {
    assertThatThrownBy(() -> PasswordHash.matches("x".toCharArray(), "plain"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PHC");
  }
}
