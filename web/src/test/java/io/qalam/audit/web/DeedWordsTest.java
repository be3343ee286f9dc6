package io.qalam.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.account.Deed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeedWordsTest {

  @Test
  void everyDeedHasWordsInEveryLanguageAndThereAreNoOthers() {
    Set<String> wanted =
        Arrays.stream(Deed.values())
            .map(deed -> "deed." + deed.code())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String language : List.of("en", "ar", "hi")) {
      ResourceBundle words =
          ResourceBundle.getBundle("io.qalam.audit.web.messages", Locale.forLanguageTag(language));
      Set<String> said =
          words.keySet().stream()
              .filter(key -> key.startsWith("deed."))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(said).as(language).isEqualTo(wanted);
    }
  }
}
