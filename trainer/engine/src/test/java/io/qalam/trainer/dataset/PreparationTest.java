package io.qalam.trainer.dataset;

import static io.qalam.trainer.dataset.Split.DEVELOPMENT;
import static io.qalam.trainer.dataset.Split.TEST;
import static io.qalam.trainer.dataset.Split.TRAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.dataset.PreparedDataset.Report;
import io.qalam.trainer.dataset.PreparedDataset.Resplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

  private static final String MANIFEST =
      """
      {"datasets": [{"name": "posts", "language": "ar", "task": "sarcasm detection",
        "labels": ["Sarcastic", "Not_Sarcastic"], "aliases": {"sarc": "Sarcastic"},
        "files": [{"path": "posts.csv"}],
        "fields": {"text": "text", "label": "label", "split": "split"}}]}
      """;

  @TempDir private Path folder;

  private final List<String> lines = new ArrayList<>(List.of("text,label,split"));

  /** Adds rows of which every fifth is sarcastic; the texts are numbered on. */
  private void rows(String split, int count) {
    IntStream.range(0, count)
        .forEach(
            i -> row("منشور رقم " + lines.size(), i % 5 == 0 ? "sarc" : "not_sarcastic", split));
  }

  private void row(String text, String label, String split) {
    lines.add(text + "," + label + "," + split);
  }

  private PreparedDataset prepare(Preparation preparation) throws IOException {
    Files.write(folder.resolve("posts.csv"), lines);
    Files.writeString(folder.resolve("manifest.json"), MANIFEST);
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    return preparation.prepare(manifest.folder(), manifest.datasets()).get(0);
  }

  private PreparedDataset prepare() throws IOException {
    return prepare(Preparation.standard(1));
  }

  @Test
  void rowsWithoutASplitAreCutSeventyTwentyTenWithEveryLabelInItsShare() throws IOException {
    rows("all", 200);
    PreparedDataset prepared = prepare();

    assertThat(prepared.rows(TRAIN)).hasSize(140);
    assertThat(prepared.rows(TEST)).hasSize(40);
    assertThat(prepared.rows(DEVELOPMENT)).hasSize(20);
    assertThat(sarcastic(prepared, TRAIN)).isEqualTo(28);
    assertThat(sarcastic(prepared, TEST)).isEqualTo(8);
    assertThat(sarcastic(prepared, DEVELOPMENT)).isEqualTo(4);
  }

  @Test
  void aGivenTestSplitStaysWholeAndDevelopmentComesFromTrain() throws IOException {
    rows("train", 80);
    rows("test", 20);
    PreparedDataset prepared = prepare();

    assertThat(prepared.rows(TEST)).extracting(DatasetRow::text).allMatch(t -> number(t) > 80);
    assertThat(prepared.rows(TEST)).hasSize(20);
    assertThat(prepared.rows(DEVELOPMENT)).hasSize(10);
    assertThat(prepared.rows(TRAIN)).hasSize(70);
  }

  @Test
  void thePapersOwnWaySplitsTrainAgainAndLeavesTheGivenTestUnused() throws IOException {
    rows("train", 100);
    rows("test", 30);
    PreparedDataset prepared = prepare(new Preparation(Resplit.TRAIN_AGAIN, 20_000, 1));

    assertThat(prepared.rows(TRAIN)).hasSize(70);
    assertThat(prepared.rows(TEST)).hasSize(20).allMatch(row -> number(row.text()) <= 100);
    assertThat(prepared.report().unused()).isEqualTo(30);
  }

  @Test
  void splitsThatAreAllGivenStayAsTheyAre() throws IOException {
    rows("train", 10);
    rows("validation", 4);
    rows("test", 6);
    PreparedDataset prepared = prepare();

    assertThat(prepared.rows(TRAIN)).hasSize(10);
    assertThat(prepared.rows(DEVELOPMENT)).hasSize(4);
    assertThat(prepared.rows(TEST)).hasSize(6);
  }

  @Test
  void repeatsAndShortRowsAreDroppedAndCountedAndTheTestSplitKeepsItsOwn() throws IOException {
    row("الخدمة رائعة", "sarcastic", "train");
    row("الخِدمة  رائعة!", "sarcastic", "test");
    row("منشور أول", "sarcastic", "train");
    row("منشور أول", "not-sarcastic", "train");
    row("لا", "sarcastic", "train");
    row("١٢٣ !!", "sarcastic", "train");
    row("منشور ثان", "not_sarcastic", "dev");
    PreparedDataset prepared = prepare();

    assertThat(prepared.rows(TRAIN)).extracting(DatasetRow::text).containsExactly("منشور أول");
    assertThat(prepared.rows(TEST)).extracting(DatasetRow::text).containsExactly("الخِدمة  رائعة!");
    assertThat(prepared.report()).isEqualTo(new Report(7, 2, 1, 1, 0, 0, 0));
  }

  @Test
  void labelsHaveOneSpelling() throws IOException {
    rows("all", 20);
    PreparedDataset prepared = prepare();

    assertThat(prepared.labels()).containsExactly("sarcastic", "not-sarcastic");
    assertThat(prepared.rows(TRAIN))
        .flatExtracting(DatasetRow::labels)
        .containsOnly("sarcastic", "not-sarcastic");
  }

  @Test
  void twoSpellingsOfALabelInOneRowAreOneLabel() throws IOException {
    Files.writeString(
        folder.resolve("posts.jsonl"),
        "{\"text\": \"منشور أول\", \"labels\": [\"not_sarcastic\", \"sarc\", \"Sarcastic\"]}\n");
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"datasets": [{"name": "posts", "language": "ar", "task": "tone", "kind": "labels",
          "labels": ["Sarcastic", "Not_Sarcastic"], "aliases": {"sarc": "Sarcastic"},
          "files": [{"path": "posts.jsonl", "split": "test"}],
          "fields": {"text": "text", "labels": "labels"}}]}
        """);
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    PreparedDataset prepared =
        Preparation.standard(1).prepare(manifest.folder(), manifest.datasets()).get(0);
    assertThat(prepared.rows(TEST).get(0).labels()).containsExactly("not-sarcastic", "sarcastic");
  }

  @Test
  void theCapKeepsTheSharesOfTheLabelsAndTheFilesOrder() throws IOException {
    rows("train", 500);
    rows("dev", 5);
    rows("test", 5);
    PreparedDataset prepared = prepare(new Preparation(Resplit.KEEP_TEST, 100, 1));

    assertThat(prepared.rows(TRAIN)).hasSize(100);
    assertThat(sarcastic(prepared, TRAIN)).isEqualTo(20);
    assertThat(prepared.rows(TRAIN).stream().map(row -> number(row.text())).toList()).isSorted();
    assertThat(prepared.report().overCap()).isEqualTo(400);
  }

  @Test
  void oneSeedGivesOneCutAndAnotherSeedAnother() throws IOException {
    rows("all", 100);

    assertThat(prepare(Preparation.standard(1)).rows()).isEqualTo(prepare().rows());
    assertThat(prepare(Preparation.standard(2)).rows()).isNotEqualTo(prepare().rows());
  }

  @Test
  void labelsThatTheManifestDoesNotKnowAreNamedWithTheirRows() {
    rows("all", 5);
    row("منشور آخر", "ironic", "all");
    assertThatThrownBy(this::prepare)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("posts: labels found with their rows {ironic=1}")
        .hasMessageContaining("[sarcastic, not-sarcastic]");
  }

  @Test
  void rowsOfWhichOnlySomeNameASplitAreRefused() {
    rows("all", 5);
    rows("train", 5);
    assertThatThrownBy(this::prepare)
        .hasMessageContaining("some rows name a split and some do not");
  }

  @Test
  void aWordThatIsNoSplitIsNamedWithItsLine() {
    rows("all", 1);
    row("منشور آخر", "sarc", "holdout");
    assertThatThrownBy(this::prepare)
        .hasMessageContaining("posts.csv, line 3, field split: found holdout")
        .hasMessageContaining("expected train, test, development or all");
  }

  @Test
  void noTrainingRowRepeatsWhatAnotherDatasetTestsOrDevelopsOn() throws IOException {
    Files.write(
        folder.resolve("a.csv"),
        List.of(
            "text,label,split",
            "منشور أول,sarc,train",
            "منشور ثان,sarc,train",
            "منشور ثالث,sarc,dev",
            "منشور رابع,sarc,test"));
    Files.write(
        folder.resolve("b.csv"),
        List.of(
            "text,label,split",
            "منشور رابع!,sarc,train",
            "مَنشور ثالث,sarc,train",
            "منشور خامس,sarc,train",
            "منشور أول,sarc,test",
            "شيء آخر,sarc,dev"));
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"datasets\": [" + dataset("a") + "," + dataset("b") + "]}");
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));

    List<PreparedDataset> both =
        Preparation.standard(1).prepare(manifest.folder(), manifest.datasets());

    assertThat(both.get(0).rows(TRAIN)).extracting(DatasetRow::text).containsExactly("منشور ثان");
    assertThat(both.get(1).rows(TRAIN)).extracting(DatasetRow::text).containsExactly("منشور خامس");
    assertThat(both).extracting(one -> one.report().heldOutElsewhere()).containsExactly(1, 2);
  }

  @Test
  void howFarAPreparationIsOnlyGrowsUntilAllIsDone() throws IOException {
    rows("all", 200);
    row("لا", "sarc", "all");
    row("منشور رقم 1", "sarc", "all");
    prepare();
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    List<Integer> heard = new ArrayList<>();
    Preparation.standard(1)
        .prepare(
            manifest.folder(),
            manifest.datasets(),
            (done, all) -> {
              assertThat(all).isEqualTo(1000);
              heard.add(done);
            });
    assertThat(heard).isSorted().endsWith(1000).contains(333);
    assertThat(heard.stream().distinct()).hasSizeGreaterThan(200);
  }

  @Test
  void aFileThatIsNotThereIsNamedBeforeAnyIsRead() throws IOException {
    rows("all", 5);
    prepare();
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"datasets\": [" + dataset("posts") + "," + dataset("none") + "]}");
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    List<Integer> heard = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Preparation.standard(1)
                    .prepare(
                        manifest.folder(), manifest.datasets(), (done, all) -> heard.add(done)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("none.csv: cannot be read");
    assertThat(heard).isEmpty();
  }

  private static String dataset(String name) {
    return MANIFEST
        .substring(MANIFEST.indexOf('[') + 1, MANIFEST.lastIndexOf(']'))
        .replace("\"posts\"", "\"" + name + "\"")
        .replace("posts.csv", name + ".csv");
  }

  @Test
  void emojiTellTextsApartAndVowelSignsOfHindiAreLetters() throws IOException {
    row("شكرا ❤️", "sarc", "train");
    row("شكرا 💔", "not_sarcastic", "train");
    row("नहीं", "sarc", "train");
    row("yes @user", "sarc", "dev");
    row("شكرا لكم", "sarc", "test");
    assertThat(prepare().rows(TRAIN)).hasSize(3);
  }

  @Test
  void aDatasetOfWhichNothingIsLeftIsNamed() {
    row("لا", "sarc", "train");
    assertThatThrownBy(this::prepare).hasMessageContaining("posts: none of 1 rows is left");
  }

  @Test
  void developmentWithoutTestCutsTestFromTrain() throws IOException {
    rows("train", 50);
    rows("dev", 5);
    PreparedDataset prepared = prepare();
    assertThat(prepared.rows(TRAIN)).hasSize(40);
    assertThat(prepared.rows(TEST)).hasSize(10);
    assertThat(prepared.rows(DEVELOPMENT)).hasSize(5);
  }

  private static long sarcastic(PreparedDataset prepared, Split split) {
    return prepared.rows(split).stream().filter(r -> r.labels().contains("sarcastic")).count();
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
  }
}
