package io.qalam.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.qalam.ingestion.CameAlong.ByAnnotator;
import io.qalam.ingestion.PostRecord.Broken;
import io.qalam.ingestion.PostRecord.PostFields;
import io.qalam.ingestion.PostRecord.Readable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelStudioReaderTest {

  private static final String REAL = "/label-studio-1.23.2-";

  @Test
  void aRealExportBringsTextsIdsAndTheChoicesAnnotatorsAgreedOn() throws IOException {
    try (InputStream file = getClass().getResourceAsStream(REAL + "json.json")) {
      assertThat(read(file))
          .containsExactly(
              "2: الخدمة ممتازة والتوصيل سريع 😍|8|null|positive",
              "148: सामान टूटा हुआ आया [\"बहुत\" {बुरा}]|r-7|hi|negative",
              "208: Not looked at yet|10|null|null",
              "234: تخطّاه المصنِّف|11|null|null",
              "281: اختلفا عليه: حسن \u2067(good)\u2069 أم لا؟|12|null|null",
              "373: डिलीवरी ठीक-ठाक रही #delivery @shop|13|hi|neutral");
    }
  }

  @Test
  void aRealExportBringsWhoSaidWhatAndWhatModelsSaid() throws IOException {
    CameAlong first = along(REAL + "json.json", 0);
    Instant answered = Instant.parse("2026-11-28T11:14:58.893316Z");

    assertThat(first.annotations())
        .extracting(ByAnnotator::annotator, one -> one.said().label(), ByAnnotator::seconds)
        .containsExactly(tuple("1", "positive", 4.288), tuple("2", "positive", 3.9));
    assertThat(first.annotations().get(0).at()).isCloseTo(answered, within(1, ChronoUnit.MINUTES));
    assertThat(models(first)).as("held with the annotations it was shown for").hasSize(1);
    assertThat(along(REAL + "json.json", 2).predictions()).as("only numbers").isEmpty();
    assertThat(models(along(REAL + "snapshot.json", 2)))
        .containsExactly("baseline-v2 neutral 0.93", "rules negative 0.5");
    assertThat(models(along(REAL + "snapshot.json", 0))).isEqualTo(models(first));
    assertThat(along(REAL + "json.json", 3).annotations())
        .extracting(ByAnnotator::cancelled, ByAnnotator::said)
        .containsExactly(tuple(true, Said.NOTHING));
    assertThat(along(REAL + "json.json", 5).annotations())
        .extracting(ByAnnotator::groundTruth)
        .containsExactly(false, true);
  }

  private static List<String> models(CameAlong along) {
    return along.predictions().stream()
        .map(one -> one.modelVersion() + " " + one.said().label() + " " + one.score())
        .toList();
  }

  private CameAlong along(String resource, int task) throws IOException {
    try (InputStream file = getClass().getResourceAsStream(resource)) {
      PostReader reader = PostReader.open(new PostLayout(PostFormat.LABEL_STUDIO, null), file);
      for (int before = 0; before < task; before++) {
        reader.next();
      }
      return ((Readable) reader.next().orElseThrow()).fields().cameAlong();
    }
  }

  @Test
  void ofSeveralControlsTheOneThatIsNamedIsTheLabel() throws IOException {
    String task =
        """
        [{"data": {"text": "t"}, "annotations": [{"result": [
          {"from_name": "sentiment", "type": "choices", "value": {"choices": ["positive"]}},
          {"from_name": "topic", "type": "choices", "value": {"choices": ["food"]}},
          {"from_name": "sure", "type": "rating", "value": {"rating": 4}}]}]}]""";

    assertThat(read(task))
        .containsExactly(
            "1! its choices are of several controls [sentiment, topic]: say by \"control\" which"
                + " one is the label");
    assertThat(read(bytes(task), "topic")).containsExactly("1: t|null|null|food");
    assertThat(read(bytes(task), "sentiment")).containsExactly("1: t|null|null|positive");
    assertThat(read(bytes(task), "mood"))
        .containsExactly(
            "1! no result is of the control \"mood\", but of [sentiment, topic, sure]");
    assertThat(read(bytes("[{\"data\":{\"text\":\"t\"}}]"), "mood"))
        .containsExactly("1: t|null|null|null");
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "completed_by":{"email":"a@b.c","id":7}  | a@b.c
          "completed_by":{"id":7}                  | 7
          "completed_by":7                         | 7
          "completed_by":null                      | null
          "annotator":"nour","completed_by":1      | nour
          "completed_by":[7]                       | !"completed_by" is not a string
          "created_at":"yesterday"                 | !"created_at" is not a time with its offset
          "created_at":"+99999-01-01T00:00:00Z"    | !"created_at" is not a time with its offset
          "lead_time":-1                           | !"lead_time" is not a number as it should be
          "lead_time":"soon"                       | !"lead_time" is not a number as it should be
          """)
  void whoAnsweredWhenIsReadOrTheTaskRefused(String fields, String annotator) throws IOException {
    String task = "[{\"data\":{\"text\":\"t\"},\"annotations\":[{\"result\":[]," + fields + "}]}]";
    PostRecord record =
        PostReader.open(new PostLayout(PostFormat.LABEL_STUDIO, null), bytes(task))
            .next()
            .orElseThrow();

    if (record instanceof Broken broken) {
      assertThat("!" + broken.reason()).startsWith(annotator);
    } else {
      assertThat(((Readable) record).fields().cameAlong().annotations())
          .extracting(one -> String.valueOf(one.annotator()))
          .containsExactly(annotator);
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
          {a: positive} {b: negative}                  | null
          {a: positive, truth} {b: negative, truth}    | null
          {a: positive+negative}                       | negative, positive
          {a: a+b} {b: b+a} {c: a}                     | a, b
          {a: <labels>}                                | !an annotation has no "choices" but [labels]
          {a: }                                        | null
          {a: <labels>, cancelled}                     | null
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
    return read(file, null);
  }

  private static List<String> read(InputStream file, @Nullable String control) throws IOException {
    PostReader reader = PostReader.open(new PostLayout(PostFormat.LABEL_STUDIO, control), file);
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
        .formatted(record.line(), fields.text(), fields.id(), fields.lang(), fields.said().label());
  }
}
