package io.qalam.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.adapter.ServedChoice.Figures;
import io.qalam.adapter.ServedChoice.Reason;
import io.qalam.labelschema.model.Served;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedChoiceTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ADAPTER,   false,    ,    , adapter,   SET_TO_ADAPTER
          ADAPTER,   true,     ,    , adapter,   SET_TO_ADAPTER
          ADAPTER,   true,   .9,  .1, adapter,   SET_TO_ADAPTER
          YARDSTICK, false,    ,    , adapter,   NO_YARDSTICK
          YARDSTICK, true,     ,    , yardstick, SET_TO_YARDSTICK
          YARDSTICK, true,   .1,  .9, yardstick, SET_TO_YARDSTICK
          AUTO,      false,    ,    , adapter,   NO_YARDSTICK
          AUTO,      true,     ,    , adapter,   NOT_COMPARABLE
          AUTO,      true,  .61, .60, yardstick, YARDSTICK_BETTER
          AUTO,      true,  .60, .60, adapter,   ADAPTER_NOT_WORSE
          AUTO,      true,  .59, .60, adapter,   ADAPTER_NOT_WORSE
          """)
  void theProjectsRuleAndTheFiguresSayWhoAnswers(
      Served served, boolean trained, Float yardstick, Float adapter, String who, Reason why) {
    Figures figures = yardstick == null ? null : new Figures(yardstick, adapter);

    ServedChoice choice = ServedChoice.of(served, trained, figures);

    assertThat(choice.yardstick()).isEqualTo(who.equals("yardstick"));
    assertThat(choice.reason()).isEqualTo(why);
  }

  @Test
  void whatIsKeptNamesTheReasonAndTheFigures() {
    assertThat(ServedChoice.of(Served.AUTO, true, new Figures(.7f, .5f)).toDetail())
        .isEqualTo(Map.of("reason", "YARDSTICK_BETTER", "yardstickF1", .7f, "adapterF1", .5f));
    assertThat(ServedChoice.of(Served.AUTO, true, null).toDetail())
        .isEqualTo(Map.of("reason", "NOT_COMPARABLE"));
  }
}
