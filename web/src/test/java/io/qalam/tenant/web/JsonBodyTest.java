package io.qalam.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.qalam.account.NewAccount;
import io.qalam.account.model.Role;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Malformed;
import io.qalam.tenant.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {

  record Schedule(String cron, int minNewLabels, List<String> languages) {}

  @Test
  void aRecordIsReadAndWhatItDoesNotKnowIsIgnored() throws IOException {
    Object read =
        read("{\"userName\":\"nour\",\"role\":\"EDITOR\",\"colour\":\"blue\"}", NewAccount.class);

    assertThat(read).isEqualTo(new NewAccount("nour", null, Role.EDITOR, null));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ends too early       | {\"cron\":          | 1",
        "second line is wrong | {\"cron\": \"a\",\\n x | 2",
        "two values           | {\"minNewLabels\": 1} {} | 1",
      })
  void whatIsNotJsonIsMalformedAndSaysWhere(String name, String body, int line) {
    assertThatThrownBy(() -> read(body.replace("\\n", "\n"), Schedule.class))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("line " + line);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a word for a number | {\"minNewLabels\": \"many\"} | minNewLabels",
        "null for a number   | {\"minNewLabels\": null}     | minNewLabels",
        "a text for a list   | {\"languages\": \"ar\"}      | languages",
        "an object in a list | {\"languages\": [\"ar\", {}]} | languages.1",
        "a list for a record | []                           | body",
      })
  void jsonThatDoesNotFitNamesItsField(String name, String body, String field) {
    assertThatThrownBy(() -> read(body, Schedule.class))
        .isInstanceOf(Invalid.class)
        .asInstanceOf(type(Invalid.class))
        .extracting(invalid -> invalid.errors().get(0).field())
        .isEqualTo(field);
  }

  @Test
  void aWordThatIsNoneOfAnEnumIsToldWhichThereAre() {
    assertThatThrownBy(() -> read("{\"userName\":\"x\",\"role\":\"KING\"}", NewAccount.class))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("[ANNOTATOR, EDITOR, ADMIN]");
  }

  @Test
  void whatARecordRefusesItselfIsThatProblem() {
    assertThatThrownBy(() -> read("{\"userName\":\"two words\"}", NewAccount.class))
        .isInstanceOf(Invalid.class)
        .asInstanceOf(type(Problem.class))
        .extracting(Problem::errors)
        .asList()
        .hasSize(2);
  }

  @Test
  void nothingAndNullAreMalformed() {
    assertThatThrownBy(() -> read("", Schedule.class)).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> read("null", Schedule.class)).isInstanceOf(Malformed.class);
  }

  private static Object read(String body, Class<?> type) throws IOException {
    return JsonBody.read(body.getBytes(StandardCharsets.UTF_8), type);
  }
}
