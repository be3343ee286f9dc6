package io.qalam.trainer.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.yardstick.Yardstick.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YardstickFileTest {

  private static final List<String> LABELS = List.of("إيجابي", "नकारात्मक", "neutral");
  private static final Yardstick YARDSTICK = Yardstick.train(rows(), LABELS.size(), 7);

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      rows.add(new Row((i % 2 == 0 ? "رائع 😍 " : "घटिया है ") + i % 5, i % 2));
    }
    return rows;
  }

  @Test
  void whatIsReadAnswersExactlyAsWhatWasWritten() {
    byte[] file = YARDSTICK.write(LABELS);
    Yardstick.Named read = Yardstick.read(file);

    assertThat(read.labels()).isEqualTo(LABELS);
    assertThat(read.yardstick().choice()).isEqualTo(YARDSTICK.choice());
    for (String text : List.of("رائع", "घटिया", "unseen", "", "😍 3")) {
      assertThat(read.yardstick().score(text).probabilities())
          .as(text)
          .isEqualTo(YARDSTICK.score(text).probabilities());
    }
    assertThat(read.yardstick().write(LABELS)).isEqualTo(file);
  }

  record Damage(String name, UnaryOperator<byte[]> doing, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Damage> damages() {
    return Stream.of(
        new Damage(
            "another format",
            file -> put(file, 7, (byte) '2'),
            "it begins with 'QALAMYS2', expected 'QALAMYS1'"),
        new Damage("nothing", file -> new byte[0], "it ends early, after 0 bytes"),
        new Damage("a piece", file -> Arrays.copyOf(file, file.length / 2), "it "),
        new Damage(
            "too much",
            file -> Arrays.copyOf(file, file.length + 3),
            "3 bytes stand behind the end"),
        new Damage(
            "a giant's count",
            file -> ByteBuffer.wrap(file).putInt(8, Integer.MAX_VALUE).array(),
            "it announces 2147483647 labels"),
        new Damage(
            "a negative count",
            file -> ByteBuffer.wrap(file).putInt(8, -1).array(),
            "it announces -1 labels"),
        new Damage("half a letter", file -> put(file, 16, (byte) 0xff), "a text is not UTF-8"),
        new Damage(
            "no number",
            file -> ByteBuffer.wrap(file).putFloat(file.length - 4, Float.NaN).array(),
            "of label 1 is NaN, expected a number"));
  }

  private static byte[] put(byte[] file, int at, byte value) {
    file[at] = value;
    return file;
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aDamagedFileIsRefusedWithWhatWasFoundAndExpected(Damage damage) {
    byte[] damaged = damage.doing().apply(YARDSTICK.write(LABELS));

    assertThatThrownBy(() -> Yardstick.read(damaged))
        .isInstanceOf(YardstickException.class)
        .hasMessageContaining(damage.message());
  }

  @Test
  void termsThatDoNotRiseAndAnIdfBelowOneAreRefused() {
    assertThatThrownBy(() -> new Terms(new String[] {"b", "a"}, new double[] {1, 1}))
        .hasMessage("term 1, 'a', does not come after 'b'");
    assertThatThrownBy(() -> new Terms(new String[] {"a"}, new double[] {.5}))
        .hasMessage("the idf of term 0, 'a', is 0.5, expected 1 or more");
  }

  @Test
  void itIsWrittenForItsOwnLabelSpaceAlone() {
    assertThatThrownBy(() -> YARDSTICK.write(List.of("a", "b")))
        .hasMessageContaining("3 labels cannot be written for [a, b]");
  }
}
