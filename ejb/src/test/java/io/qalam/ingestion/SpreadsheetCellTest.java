package io.qalam.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.ingestion.model.RejectedPost;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.StoredSentence;
import io.qalam.tenant.model.Ids;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|'/c calc'!A0",
        "+1+1",
        "-1",
        "@SUM(A1)",
        "|x",
        "%0A=1",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00A0=1",
        "＝1",
        "＠A1"
      })
  void whatASpreadsheetWouldRunBeginsWithAnApostrophe(String text) {
    assertThat(SpreadsheetCell.of(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b", "محمد - أحمد", "#وسم", "हाँ + नहीं", "1-1", ""})
  void whatItWouldNotRunStaysAsItIs(String text) {
    assertThat(SpreadsheetCell.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1",
        "'=1",
        "''=1",
        "'''  -1",
        "' '=1",
        "'",
        "''",
        "'quoted' text",
        "''quoted''",
        "@nour",
        "\n=1",
        "'\t+",
        "-5 درجات",
        "a'=1",
        "जी हाँ",
        ""
      })
  void aCellIsReadAsItWasBeforeItWasWritten(String text) {
    assertThat(SpreadsheetCell.read(SpreadsheetCell.of(text))).isEqualTo(text);
  }

  @Test
  void aFormulaBehindApostrophesGetsOneMoreSoThatItIsReadWithAllOfThem() {
    assertThat(SpreadsheetCell.of("'=1")).isEqualTo("''=1");
    assertThat(SpreadsheetCell.of("'quoted'")).isEqualTo("'quoted'");
  }

  @Test
  void aNumberIsNoFormulaAndNothingIsAnEmptyCell() {
    assertThat(SpreadsheetCell.of(-1.5)).isEqualTo("-1.5");
    assertThat(SpreadsheetCell.of(null)).isEmpty();
  }

  @Test
  void aRejectListRunsNoFormulaOfARefusedRecordAndReadsPageAfterPage() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String reason = StoredSentence.write(Sentence.of(IngestionWording.BLANK));
    RejectedPost first = rejected(3, reason, "=HYPERLINK(\"x\",\"y\")");
    RejectedPost second = rejected(9, "of before", "a,b\nc");

    RejectList.write(
        out,
        Locale.forLanguageTag("hi"),
        last -> last == null ? List.of(first) : last == first ? List.of(second) : List.of());

    assertThat(out.toString(UTF_8).lines())
        .hasSize(4)
        .startsWith("source,line,reason,record,created_at")
        .anyMatch(
            line -> line.startsWith("rest,3,पाठ ख़ाली है,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\","))
        .anyMatch(line -> line.startsWith("rest,9,of before,\"a,b"));
  }

  private static RejectedPost rejected(long line, String reason, String record) {
    return new RejectedPost(Ids.next(), new UUID(1, 1), "rest", null, line, reason, record);
  }
}
