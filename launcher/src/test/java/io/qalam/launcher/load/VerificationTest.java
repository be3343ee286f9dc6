package io.qalam.launcher.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.launcher.load.Ledger.Acknowledged;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the bench would say of a server that loses, doubles or makes up answers. */
class VerificationTest {

  private static final String UNTOUCHED = "{\"id\":\"p0\",\"annotations\":[]}";

  private final Ledger ledger = new Ledger();

  @Test
  void anExportOfWhatWasAcknowledgedHolds() throws IOException {
    answered("nour", "p1", "a1", "positive");
    answered("kiran", "p2", "a2", "negative");

    Verification found =
        against(
            1,
            Set.of(),
            UNTOUCHED,
            post("p1", one("a1", "nour", "positive")),
            post("p2", undone("a3", "nour", "positive"), one("a2", "kiran", "negative")));

    assertThat(found.holds()).isTrue();
    assertThat(found.stored()).isEqualTo(2);
  }

  @Test
  void anAnswerThatIsGoneOrChangedIsLost() throws IOException {
    answered("nour", "p1", "a1", "positive");
    answered("kiran", "p2", "a2", "negative");

    Verification found = against(1, Set.of(), post("p2", one("a2", "kiran", "neutral")));

    assertThat(found.lost()).isEqualTo(2);
    assertThat(found.unacknowledged()).isEqualTo(1);
    assertThat(found.holds()).isFalse();
  }

  @Test
  void anAnswerOfAStrangerCountsAsUnacknowledged() throws IOException {
    Verification found = against(1, Set.of(), post("p1", one("a1", "stranger", "positive")));

    assertThat(found.unacknowledged()).isEqualTo(1);
    assertThat(found.holds()).isFalse();
  }

  @Test
  void thePersonTwiceAndOneTooManyAreSeen() throws IOException {
    answered("nour", "p1", "a1", "positive");
    answered("nour", "p1", "a2", "positive");

    Verification found =
        against(
            1, Set.of(), post("p1", one("a1", "nour", "positive"), one("a2", "nour", "positive")));

    assertThat(found.doubled()).isEqualTo(1);
    assertThat(found.overfull()).isEqualTo(1);
    assertThat(found.holds()).isFalse();
  }

  @Test
  void whatWasThereBeforeStaysAndIsNobodysAnswer() throws IOException {
    String kept = post("p1", one("a1", "earlier", "positive"));

    Set<Acknowledged> before =
        Verification.answers(export(UNTOUCHED, kept, post("p2", undone("a2", "x", "y"))));

    assertThat(before).containsExactly(new Acknowledged("earlier", "p1", "a1", "positive"));
    assertThat(against(1, before, kept).holds()).isTrue();
    assertThat(against(1, before, kept).stored()).isZero();
    assertThat(against(1, before, UNTOUCHED).lost()).isEqualTo(1);
    assertThat(against(1, before, post("p1", one("a1", "earlier", "negative"))).lost())
        .as("its label is another")
        .isEqualTo(1);
  }

  @Test
  void aTaskServedAgainToWhoHadAnsweredIsAFault() throws IOException {
    answered("nour", "p1", "a1", "positive");
    ledger.served("nour", "p1");

    Verification found = against(1, Set.of(), post("p1", one("a1", "nour", "positive")));

    assertThat(found.servedAgain()).isEqualTo(1);
    assertThat(found.holds()).isFalse();
  }

  @Test
  void aPostThatWentToMorePeopleThanWantedIsAFaultThoughOnlyOneCouldAnswer() throws IOException {
    answered("nour", "p1", "a1", "positive");
    ledger.served("kiran", "p1");

    Verification found = against(1, Set.of(), post("p1", one("a1", "nour", "positive")));

    assertThat(found.handedOn()).isEqualTo(1);
    assertThat(found.holds()).isFalse();
  }

  private void answered(String user, String post, String annotation, String label) {
    ledger.served(user, post);
    ledger.acknowledged(new Acknowledged(user, post, annotation, label));
  }

  private Verification against(int overlap, Set<Acknowledged> before, String... lines)
      throws IOException {
    return Verification.of(ledger, export(lines), before, overlap);
  }

  private static BufferedReader export(String... lines) {
    return new BufferedReader(new StringReader(String.join("\n", lines)));
  }

  private static String post(String id, String... annotations) {
    return "{\"id\":\"%s\",\"annotations\":[%s]}".formatted(id, String.join(",", annotations));
  }

  private static String one(String id, String user, String label) {
    return annotation(id, user, label, "null");
  }

  private static String undone(String id, String user, String label) {
    return annotation(id, user, label, "\"2026-01-01T00:00:00Z\"");
  }

  private static String annotation(String id, String user, String label, String undoneAt) {
    return "{\"id\":\"%s\",\"user\":\"%s\",\"label\":\"%s\",\"undoneAt\":%s}"
        .formatted(id, user, label, undoneAt);
  }
}
