package io.qalam.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.ingestion.PostRecord.Broken;
import io.qalam.ingestion.PostRecord.PostFields;
import io.qalam.ingestion.PostRecord.Readable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostReaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"PK\u0003\u0004\u0014\u0000", "\u001F\u008B\b\u0000", "{\"text\":1}"})
  void anArchiveOrAnotherFormatUnderATablesNameIsRefusedAsAWhole(String begin) {
    byte[] bytes = begin.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(
            () ->
                PostReader.open(
                    PostLayout.of(PostFormat.CSV, null), new ByteArrayInputStream(bytes)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("header row");
  }

  @Test
  void aCsvFileNamesItsColumnsInAnyOrderAndCase() throws IOException {
    assertThat(csv("Label,TEXT ,note,id,lang\npositive,مرحبا,x,7,ar\n"))
        .containsExactly("2: مرحبا|7|ar|positive");
  }

  @Test
  void quotedFieldsHoldCommasQuotesAndLineEndsAsTheyCame() throws IOException {
    assertThat(csv("id,text\r\n1,\"one, \"\"two\"\"\r\nthree\nfour\"\r\n2,next\r\n"))
        .containsExactly("2: one, \"two\"\r\nthree\nfour|1", "5: next|2");
  }

  @Test
  void aQuoteInsideAnUnquotedFieldIsALetterWhereItCannotBeMisread() throws IOException {
    assertThat(csv("id,text\n1,he said \"hi\" twice\n"))
        .containsExactly("2: he said \"hi\" twice|1");
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsOwnLineAlone() throws IOException {
    assertThat(csv("id,text\n1,good\n2,\"open\n3,good\n4,\"closed\"\n5,good"))
        .containsExactly(
            "2: good|1",
            "3! a quote is opened on this line and never closed",
            "4: good|3",
            "5: closed|4",
            "6: good|5");
  }

  @Test
  void twoStrayQuotesOnDifferentLinesCostOnlyThoseLines() throws IOException {
    assertThat(csv("id,text\n1,5\" wide\n2,fine\n3,6\" wide\n4,fine\n"))
        .containsExactly(
            "2! broken quoting: quote the whole field and double each quote in it",
            "3: fine|2",
            "4! a quote is opened on this line and never closed",
            "5: fine|4");
  }

  @Test
  void charactersAfterAClosingQuoteAreBrokenQuoting() throws IOException {
    assertThat(csv("id,text\n1,\"a\"b\n2,c\n"))
        .containsExactly(
            "2! broken quoting: quote the whole field and double each quote in it", "3: c|2");
  }

  @Test
  void aRowOfAnotherWidthIsRefused() throws IOException {
    assertThat(csv("id,text\n1,a,b\n2\n3,c\n"))
        .containsExactly(
            "2! 3 columns where the header row has 2",
            "3! 1 column where the header row has 2",
            "4: c|3");
  }

  @Test
  void anEmptyLineIsABlankTextOnlyWhereTextIsTheOneColumn() throws IOException {
    assertThat(csv("id,text\n\n1,a\n\n")).containsExactly("3: a|1");
    assertThat(csv("text\na\n\nb\n")).containsExactly("2: a", "3: ", "4: b");
  }

  @Test
  void lineEndsMayBeLfCrLfOrCrAndTheLastMayBeMissing() throws IOException {
    assertThat(csv("text\ra\r\nb\nc")).containsExactly("2: a", "3: b", "4: c");
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheHeader() throws IOException {
    assertThat(csv("\uFEFFtext\na\n")).containsExactly("2: a");
  }

  @Test
  void inTsvAQuoteIsALetter() throws IOException {
    assertThat(read(PostFormat.TSV, bytes("id\ttext\n1\t\"open, \"x\n2\ta\tb\n")))
        .containsExactly("2: \"open, \"x|1", "3! 3 columns where the header row has 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "id,label\n1,x\n", "id;text\n1;x\n", "text,id,text\na,1,b\n", "\"text\n"})
  void aTableWithoutAUsableHeaderRowIsNoPosts(String file) {
    assertThatThrownBy(() -> csv(file)).isInstanceOf(UnreadableFileException.class);
  }

  @Test
  void aHeaderWithoutTextSaysWhichColumnsThereAre() {
    assertThatThrownBy(() -> csv("id;text\n1;x\n"))
        .hasMessage("The header row has no column \"text\"; it has: id;text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE"})
  void anotherUnicodeEncodingIsNamed(String charset) {
    byte[] file = ("\uFEFFtext\nमौसम\n").getBytes(Charset.forName(charset));
    assertThatThrownBy(() -> read(PostFormat.CSV, new ByteArrayInputStream(file)))
        .hasMessageContaining("save it as UTF-8");
  }

  @Test
  void aLineInAnotherEncodingIsRefusedAndItsNeighboursAreRead() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("text\nfirst\n".getBytes(UTF_8));
    file.writeBytes("مرحبا\n".getBytes(Charset.forName("windows-1256")));
    file.writeBytes("مرحبا\n".getBytes(UTF_8));
    assertThat(read(PostFormat.CSV, new ByteArrayInputStream(file.toByteArray())))
        .containsExactly("2: first", "3! not valid UTF-8 at byte 1 of the line", "4: مرحبا");
  }

  @Test
  void jsonLinesGiveEveryFieldAndNumbersAsIds() throws IOException {
    assertThat(
            ndjson(
                "{\"text\":\"a\\nb\",\"id\":7,\"lang\":\"ar\",\"label\":\"x\",\"more\":[1]}\n\n"
                    + "{\"text\":\"c\",\"id\":null}\r\n"))
        .containsExactly("1: a\nb|7|ar|x", "3: c");
  }

  @Test
  void whatIsNoJsonPostIsRefusedWithItsReason() throws IOException {
    assertThat(
            ndjson(
                """
                {"text": "a"
                [1]
                {"text": 5}
                {"text": "a", "id": {}}
                {"text": "a"} {"text": "b"}
                {"text": "a", "text": "b"}
                not json
                {"text": "good"}
                """))
        .satisfiesExactly(
            r -> assertThat(r).startsWith("1! not valid JSON"),
            r -> assertThat(r).isEqualTo("2! not a JSON object"),
            r -> assertThat(r).isEqualTo("3! \"text\" is not a string"),
            r -> assertThat(r).isEqualTo("4! \"id\" is not a string"),
            r -> assertThat(r).startsWith("5! not valid JSON"),
            r -> assertThat(r).startsWith("6! not valid JSON: a field is there twice"),
            r -> assertThat(r).startsWith("7! not valid JSON"),
            r -> assertThat(r).isEqualTo("8: good"));
  }

  @Test
  void theLabelsOfAJsonLineMayComeAsAListOfTexts() throws IOException {
    assertThat(
            ndjson(
                "{\"text\":\"a\",\"label\":[\"joy\",\"anger\"]}\n"
                    + "{\"text\":\"b\",\"label\":[1]}\n{\"text\":\"c\",\"label\":[]}\n"))
        .containsExactly("1: a|joy,anger", "2! \"label\" is not a string", "3: c|");
  }

  private static final String OWN_HEADER =
      "post_id,external_id,text,second_text,lang,final_label,final_summary,gold_label,gold_summary,"
          + "kind,label,summary\n";

  @Test
  void aTableThatQalamWroteGivesEachPostOnceWithItsOwnLabelAndItsTextAsItWas() throws IOException {
    assertThat(
            csv(
                OWN_HEADER
                    + "u1,'-7,'=1,,en,positive,,negative,,annotation,neutral,\n"
                    + "u1,'-7,'=1,,en,positive,,negative,,annotation,negative,\n"
                    + "u2,,''=1,,en,,,neutral,,,,\n"
                    + "u3,x,'quoted',,en,,,,,adjudication,negative,\n"))
        .containsExactly("2: =1|-7|en|positive", "4: '=1||en|neutral", "5: 'quoted'|x|en|");
  }

  @Test
  void aRowThatSaysSomethingElseAboutThePostOfTheRowBeforeIsARecord() throws IOException {
    assertThat(
            csv(
                OWN_HEADER
                    + "u1,1,one,,en,positive,,,,annotation,a,\n"
                    + "u1,1,changed,,en,positive,,,,annotation,a,\n"
                    + "u1,2\n"
                    + ",,by hand,,en,,,,,,,\n"
                    + ",,by hand,,en,,,,,,,\n"))
        .containsExactly(
            "2: one|1|en|positive",
            "3: changed|1|en|positive",
            "4! 2 columns where the header row has 12",
            "5: by hand||en|",
            "6: by hand||en|");
  }

  @Test
  void aTableThatNamesPostsAndKindsForItselfKeepsItsMeaning() throws IOException {
    assertThat(csv("post_id,kind,external_id,text,id,label\n1,a,e,'=1,9,x\n1,b,e,'=1,9,x\n"))
        .containsExactly("2: '=1|9|x", "3: '=1|9|x");
  }

  @Test
  void aLineThatQalamWroteIsReadByItsOwnNames() throws IOException {
    String own =
        "{\"id\":\"u1\",\"projectId\":\"p\",\"externalId\":\"-7\",\"text\":\"'=1\","
            + "\"secondText\":\"b\",\"lang\":\"en\",\"finalLabel\":%s,\"goldLabel\":\"negative\","
            + "\"finalSummary\":null,\"annotations\":[{\"label\":\"x\"}],\"adjudications\":[]}\n";
    assertThat(ndjson(own.formatted("\"positive\"") + own.formatted("null")))
        .containsExactly("1: '=1|-7|en|positive", "2: '=1|-7|en|negative");
    assertThat(secondTexts(own.formatted("null"))).containsExactly("b");
  }

  @Test
  void aRowOfADatasetThatQalamWroteIsReadByItsOwnNames() throws IOException {
    String row =
        "{\"id\":\"u1\",\"externalId\":null,\"text\":\"a\",\"secondText\":\"b\","
            + "\"label\":[\"joy\",\"anger\"],\"labelSource\":null,\"lang\":\"ar\",\"storedAt\":\"x\"}\n";
    assertThat(ndjson(row)).containsExactly("1: a|ar|joy,anger");
    assertThat(secondTexts(row)).containsExactly("b");
  }

  @Test
  void aLineThatHasSomeOfTheseNamesForItselfKeepsItsMeaning() throws IOException {
    String line =
        "{\"id\":\"9\",\"externalId\":\"7\",\"text\":\"a\",\"secondText\":\"b\",\"label\":\"x\","
            + "\"finalLabel\":\"y\"}\n";
    assertThat(ndjson(line)).containsExactly("1: a|9|x");
    assertThat(secondTexts(line)).containsOnlyNulls();
  }

  private static List<String> secondTexts(String lines) throws IOException {
    PostReader reader = PostReader.open(PostLayout.of(PostFormat.NDJSON, null), bytes(lines));
    List<String> texts = new ArrayList<>();
    for (Optional<PostRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
      texts.add(((Readable) next.get()).fields().secondText());
    }
    return texts;
  }

  @Test
  void jsonNestedWithoutEndIsRefusedNotFollowed() throws IOException {
    assertThat(ndjson("{\"text\":" + "[".repeat(100_000) + "\n{\"text\":\"b\"}\n"))
        .satisfiesExactly(
            r -> assertThat(r).startsWith("1! not valid JSON"),
            r -> assertThat(r).isEqualTo("2: b"));
  }

  @Test
  void theLongestLineIsReadAndALongerOneRefused() throws IOException {
    String longest = "आ".repeat(Utf8Lines.MAX_CHARS);
    assertThat(csv("text\n" + longest + "\n" + longest + "x\nend\n"))
        .containsExactly(
            "2: " + longest, "3! the line is longer than 1,048,576 characters", "4: end");
  }

  @Test
  void aLineOfAGigabyteIsSkippedInConstantMemory() throws IOException {
    InputStream file =
        new SequenceInputStream(
            bytes("{\"text\":\"a\"}\n"),
            new SequenceInputStream(
                new Repeated((byte) 'x', 1L << 30), bytes("\n{\"text\":\"b\"}\n")));
    assertThat(read(PostFormat.NDJSON, file))
        .containsExactly("1: a", "2! the line is longer than 1,048,576 characters", "3: b");
  }

  @Test
  void aQuotedFieldLongerThanTheLongestLineIsRefused() throws IOException {
    String filling = ("x".repeat(999) + "\n").repeat(1_100);
    List<String> records = csv("id,text\n1,\"" + filling + "\"\n2,end\n");
    assertThat(records.get(0)).isEqualTo("2! a quote is opened on this line and never closed");
    assertThat(records.get(records.size() - 1)).isEqualTo("1103: end|2");
  }

  private static List<String> csv(String file) throws IOException {
    return read(PostFormat.CSV, bytes(file));
  }

  private static List<String> ndjson(String file) throws IOException {
    return read(PostFormat.NDJSON, bytes(file));
  }

  private static InputStream bytes(String file) {
    return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> read(PostFormat format, InputStream file) throws IOException {
    PostReader reader = PostReader.open(PostLayout.of(format, null), file);
    List<String> records = new ArrayList<>();
    for (Optional<PostRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
      records.add(shown(next.get()));
    }
    return records;
  }

  private static String shown(PostRecord record) {
    if (record instanceof Broken broken) {
      return broken.line() + "! " + broken.reason();
    }
    PostFields fields = ((Readable) record).fields();
    StringBuilder shown = new StringBuilder(record.line() + ": " + fields.text());
    for (String field : new String[] {fields.id(), fields.lang(), fields.said().label()}) {
      shown.append(field == null ? "" : "|" + field);
    }
    return shown.toString();
  }

  /** One byte, many times, without holding it. */
  private static final class Repeated extends InputStream {

    private final byte value;
    private long left;

    Repeated(byte value, long times) {
      this.value = value;
      this.left = times;
    }

    @Override
    public int read() {
      return left-- > 0 ? value : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
      if (left <= 0) {
        return -1;
      }
      int given = (int) Math.min(count, left);
      java.util.Arrays.fill(into, from, from + given, value);
      left -= given;
      return given;
    }
  }
}
