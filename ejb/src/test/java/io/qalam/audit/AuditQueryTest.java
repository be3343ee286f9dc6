package io.qalam.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.audit.model.Deeds;
import io.qalam.tenant.Invalid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditQueryTest {

  private static final AuditLine LINE =
      new AuditLine(
          Instant.parse("2026-11-27T10:00:00.123456Z"),
          UUID.fromString("f0000000-0000-4000-8000-000000000001"),
          "amal",
          "label.given",
          "=cmd|' /C calc'!A0",
          Map.of("comment", "a, \"b\""));

  @Test
  void theLastDayIsAskedForWhole() {
    Deeds deeds = query("2026-11-26", "2026-11-27", null, null).deeds();
    assertThat(deeds.from()).isEqualTo("2026-11-26T00:00:00Z");
    assertThat(deeds.before()).isEqualTo("2026-11-28T00:00:00Z");
    assertThat(deeds.last()).isNull();
  }

  @Test
  void aCursorGoesOnBehindItsLine() {
    assertThat(query(null, null, AuditQuery.cursor(LINE), null).deeds().last())
        .isEqualTo(LINE.place());
  }

  @ParameterizedTest
  @CsvSource({
    "27.11.2026,,,,from",
    ",tomorrow,,,to",
    "2026-11-27,2026-11-26,,,to",
    ",,later,,cursor",
    ",,2026-11-27T10:00:00Z_x,,cursor",
    ",,,0,limit",
    ",,,many,limit"
  })
  void whatCannotBeReadIsNamed(String from, String to, String cursor, String limit, String field) {
    AuditQuery query = query(from, to, cursor, limit);
    assertThatThrownBy(
            () -> {
              query.deeds();
              query.most();
            })
        .isInstanceOfSatisfying(
            Invalid.class,
            e ->
                assertThat(e.errors()).singleElement().hasFieldOrPropertyWithValue("field", field));
  }

  @Test
  void idsOfOneMomentComeAsTheDatabaseOrdersThem() {
    AuditLine smaller =
        new AuditLine(
            LINE.at(),
            UUID.fromString("01900000-0000-7000-8000-000000000001"),
            "a",
            "b",
            "c",
            Map.of());
    assertThat(List.of(smaller, LINE).stream().sorted(AuditLine.NEWEST_FIRST).toList())
        .containsExactly(LINE, smaller);
  }

  @Test
  void aTableRunsNoFormula() throws IOException {
    assertThat(written(AuditWriter.CSV))
        .isEqualTo(
            "at,actor,action,subject,detail\r\n"
                + "2026-11-27T10:00:00.123456Z,amal,label.given,'=cmd|' /C calc'!A0,"
                + "\"{\"\"comment\"\":\"\"a, \\\"\"b\\\"\"\"\"}\"\r\n");
  }

  @Test
  void aLineOfJsonHasEverything() throws IOException {
    assertThat(written(AuditWriter.JSONL))
        .endsWith("\n")
        .contains("\"at\":\"2026-11-27T10:00:00.123456Z\"", "\"subject\":\"=cmd|' /C calc'!A0\"");
    assertThat(AuditWriter.of(null)).isEqualTo(AuditWriter.JSONL);
    assertThatThrownBy(() -> AuditWriter.of("xml")).hasMessageContaining("one of [jsonl, csv]");
  }

  private static String written(AuditWriter format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.begin(out);
    format.write(List.of(LINE), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static AuditQuery query(String from, String to, String cursor, String limit) {
    return new AuditQuery(null, null, null, null, from, to, cursor, limit);
  }
}
