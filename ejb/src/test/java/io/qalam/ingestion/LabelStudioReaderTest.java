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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelStudioReaderTest {

  @Test
  void aRealExportBringsTextsIdsAndTheChoicesAnnotatorsAgreedOn() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/label-studio-export.json")) {
      assertThat(read(file))
          .containsExactly(
              "2: الخدمة ممتازة والتوصيل سريع 😍|101|null|positive",
              "128: सामान टूटा हुआ आया [\"बहुत\" {बुरा}]|r-7|hi|negative",
              "191: Not looked at yet|103|null|null",
              "215: تخطّاه المصنِّف|104|null|null");
    }
  }

  @Test
  void taskAfterTaskIsReadWhateverIsWrongWithOneOfThem() throws IOException {
    assertThat(
            read(
                """
                [{"data": {"text": "a"}},
                 {"data": {"text": 7}}, {"data": {}}, {"text": "min", "label": "x"}, "no task",
                 {"data": {"text": "b",}},
                 {"data": {"text": "c \\"]} "}, "id": 5} ]
                """))
        .containsExactly(
            "1: a|null|null|null",
            "2! \"text\" is not a string",
            "2! \"data\" has no \"text\"; it has: ",
            "2! \"data\" is missing: tasks are wanted as Label Studio's \"JSON\", not \"JSON-MIN\"",
            "2! not a JSON object",
            "3! not valid JSON",
            "4: c \"]} |5|null|null");
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: positive} {b: positive} {c: negative}    | positive
          {a: positive} {b: negative, truth}           | negative
          {a: positive, cancelled} {b: negative}       | negative
          {a: positive} {b: negative}                  | !its annotations disagree
          {a: positive, truth} {b: negative, truth}    | !its annotations disagree
          {a: positive+negative}                       | negative, positive
          {a: a+b} {b: b+a} {c: a}                     | a, b
          {a: <labels>}                                | !an annotation has no "choices" but [labels]
          {a: }                                        | null
          """)
  void theLabelIsTheGroundTruthOrElseWhatMostChose(String annotations, String label)
      throws IOException {
    String found =
        read("[{\"data\":{\"text\":\"t\"},\"annotations\":[" + json(annotations) + "]}]").get(0);

    if (label.startsWith("!")) {
      assertThat(found).startsWith("1! " + label.substring(1));
    } else {
      assertThat(found).isEqualTo("1: t|null|null|" + label);
    }
  }

  /** Annotations from the shorthand of the table above. */
  private static String json(String shorthand) {
    List<String> annotations = new ArrayList<>();
    for (String one : shorthand.replaceAll("[{}]", ";").split(";")) {
      if (!one.isBlank()) {
        String[] parts = one.substring(one.indexOf(':') + 1).split(",");
        String chosen = parts[0].strip();
        String result =
            chosen.isEmpty()
                ? ""
                : chosen.startsWith("<")
                    ? "{\"type\":\"labels\",\"value\":{\"labels\":[\"x\"]}}"
                    : "{\"type\":\"choices\",\"value\":{\"choices\":[\""
                        + chosen.replace("+", "\",\"")
                        + "\"]}}";
        annotations.add(
            "{\"result\":[%s],\"was_cancelled\":%s,\"ground_truth\":%s}"
                .formatted(result, one.contains("cancelled"), one.contains("truth")));
      }
    }
    return String.join(",", annotations);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{\"data\":{\"text\":\"a\"}}", "id,text\n1,a", "PK\u0003\u0004\u0000"})
  void aFileThatIsNoArrayIsRefusedAsAWhole(String file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("JSON array of tasks");
  }

  @Test
  void aFileThatEndsTooSoonSaysSoAndKeepsWhatCame() throws IOException {
    assertThat(read("[{\"data\":{\"text\":\"a\"}},\n{\"data\":{\"te"))
        .containsExactly("1: a|null|null|null", "2! the file ends before this task does");
    assertThat(read("[{\"data\":{\"text\":\"a\"}}"))
        .containsExactly("1: a|null|null|null", "1! the file ends without the ] of its array");
    assertThat(read("[] more")).containsExactly("1! something follows the ] of the array");
  }

  @Test
  void aHundredMegabytesInOneTaskAreReadOverAndTheNextTaskIsRead() throws IOException {
    InputStream file =
        new SequenceInputStream(
            new SequenceInputStream(bytes("[{\"data\":{\"text\":\""), new Letters(100_000_000)),
            bytes("\"}},{\"data\":{\"text\":\"next\"}}]"));

    assertThat(read(file))
        .containsExactly(
            "1! the task is longer than 1,048,576 characters", "1: next|null|null|null");
  }

  @Test
  void aTaskThatIsNotUtf8IsRefusedAlone() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write("[{\"data\":{\"text\":\"".getBytes(UTF_8));
    file.write(0xFF);
    file.write("\"}},\n{\"data\":{\"text\":\"next\"}}]".getBytes(UTF_8));

    assertThat(read(new ByteArrayInputStream(file.toByteArray())))
        .containsExactly("1! the task is not valid UTF-8", "2: next|null|null|null");
  }

  @Test
  void tasksThatAreNestedWithoutEndAreRefusedAlone() throws IOException {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(read("[{\"data\":" + deep + "},{\"data\":{\"text\":\"next\"}}]"))
        .satisfiesExactly(
            refused -> assertThat(refused).startsWith("1! not valid JSON"),
            next -> assertThat(next).isEqualTo("1: next|null|null|null"));
  }

  /** So many letters, made as they are read. */
  private static final class Letters extends InputStream {

    private int left;

    Letters(int count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static List<String> read(String file) throws IOException {
    return read(bytes(file));
  }

  private static List<String> read(InputStream file) throws IOException {
    PostReader reader = PostReader.open(PostFormat.LABEL_STUDIO, file);
    List<String> found = new ArrayList<>();
    for (Optional<PostRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
      found.add(shown(next.get()));
    }
    return found;
  }

  private static String shown(PostRecord record) {
    if (record instanceof Broken broken) {
      String reason = broken.reason().toString();
      return broken.line()
          + "! "
          + (reason.startsWith("not valid JSON") ? "not valid JSON" : reason);
    }
    PostFields fields = ((Readable) record).fields();
    return "%d: %s|%s|%s|%s"
        .formatted(record.line(), fields.text(), fields.id(), fields.lang(), fields.label());
  }
}
