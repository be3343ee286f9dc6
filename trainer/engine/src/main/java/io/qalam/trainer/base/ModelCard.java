package io.qalam.trainer.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.corpus.DatasetSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The model card of a base that {@link BaseMaking} made, from its figures. */
public final class ModelCard {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode figures;
  private final JsonNode transfer;
  private final StringBuilder text = new StringBuilder();

  private ModelCard(JsonNode figures, JsonNode transfer) {
    this.figures = figures;
    this.transfer = transfer;
  }

  /** Writes README.md of a base, from its training.json and, where it is there, transfer.json. */
  public static void write(Path base) throws IOException {
    Path table = base.resolve("transfer.json");
    String text =
        text(
            JSON.readTree(Files.readAllBytes(base.resolve("training.json"))),
            Files.exists(table)
                ? JSON.readTree(Files.readAllBytes(table))
                : JSON.createObjectNode());
    Files.writeString(base.resolve("README.md"), text);
  }

  private static String text(JsonNode figures, JsonNode transfer) {
    ModelCard card = new ModelCard(figures, transfer);
    card.introduction();
    card.training();
    card.sources();
    card.tokenizer();
    card.development();
    card.transfer();
    card.limits();
    return card.text.toString();
  }

  private void introduction() {
    text.append(
        String.format(
            Locale.ROOT,
            """
            # Qalam-mini

            A Llama (Llama 3.1's architecture, %,d parameters, bf16) that stands in for Llama-3.1-8B-Instruct on a laptop: the same
            files, the same code path, a quality that is only good enough to show the loop turn. Made from scratch by Qalam's own
            engine; no weight, vocabulary or output of another model went in. Licence: Apache-2.0; the texts' licences are below.

            """,
            figures.path("parameters").asLong()));
  }

  private void training() {
    text.append("## How it was made\n\n```\n").append(figures.path("command").asText());
    text.append("\n```\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            """
            Byte-level BPE of 8,192 tokens, then full-parameter training (Muon for the layers' matrices, AdamW for the rest) with
            %s products and 32-bit masters; %d minutes of steps on the CPU:

            """,
            figures.path("compute").asText(),
            figures.path("trainingSeconds").asLong() / 60));
    text.append("| phase | tokens | last loss |\n|---|---|---|\n");
    Map<String, JsonNode> last = new LinkedHashMap<>();
    figures.path("losses").forEach(point -> last.put(point.path("phase").asText(), point));
    last.forEach(
        (phase, point) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.3f |%n",
                    phase,
                    point.path("tokens").asLong(),
                    point.path("loss").asDouble())));
    text.append("\nThe curve is in `training.json`.\n\n");
  }

  private void sources() {
    text.append(
        "## Texts\n\n| set | licence | training rows used | left out as repeats | kept for the loop's proof | origin |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (DatasetSource source : DatasetSource.ALL) {
      row(source.name(), source.licence(), source.origin());
    }
    row(
        "own",
        "Apache-2.0",
        "Hindi posts written for this purpose, trainer/engine/src/main/pretraining");
    text.append(
        String.format(
            Locale.ROOT,
            """

            Only training splits; sets without splits are cut 70/20/10 by CRC-32 of the id. Left out: every row that, after
            normalisation, equals or nearly repeats (Jaccard of words at least 0.8) one of %,d held-out texts: development and test
            splits, the two HateCheck suites, the demo posts, and the rows kept for the proof of the loop (ArSarcasm-v2 with
            CRC-32(id) %% 4 = 0, BRIGHTER Hindi with CRC-32(id) %% 2 = 0). ArSarcasm-v2 sentiment and BRIGHTER Hindi emotion were never
            tuned on.

            """,
            figures.path("heldOutTexts").asLong()));
  }

  private void row(String name, String licence, String origin) {
    JsonNode counts = figures.path("rows").path(name);
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %,d | %,d | %,d | %s |%n",
            name,
            licence,
            counts.path("used").asInt(),
            counts.path("left_out_as_repeat").asInt(),
            counts.path("loop_proof").asInt(),
            origin));
  }

  private void tokenizer() {
    text.append("## Tokens per word\n\n| language and script | tokens per word |\n|---|---|\n");
    figures
        .path("tokensPerWord")
        .properties()
        .forEach(
            e ->
                text.append(
                    String.format(
                        Locale.ROOT, "| %s | %.2f |%n", e.getKey(), e.getValue().asDouble())));
    text.append("\nOn development texts.\n\n");
  }

  private void development() {
    text.append(
        "## Development macro-F1\n\nOf at most 500 rows a task, first wording, no adapter.\n\n| task | macro-F1 |\n|---|---|\n");
    figures
        .path("development")
        .properties()
        .forEach(
            e ->
                text.append(
                    String.format(
                        Locale.ROOT, "| %s | %.3f |%n", e.getKey(), e.getValue().asDouble())));
    text.append(
        "\nDevanagari: `sentiment hi`, `topic hi`. Romanised Hindi: `sentiment hi-Latn`.\n\n");
  }

  private void transfer() {
    if (!transfer.has("tasks")) {
      return;
    }
    text.append(
        String.format(
            Locale.ROOT,
            """
            ## Tasks whose type the tuning left out

            Test macro-F1. For each row a base of the same kind was made whose tuning (%,d tokens after %,d of next-token training) left
            that type of task out, in every language; then LoRA (rank 16 on all seven, embeddings tuned along) on its training rows, with
            row selection, epochs and prior correction chosen on development rows. `majority` answers the training rows'
            most frequent label, `base` is that base without an adapter, `yardstick` is TF-IDF and logistic regression on the same rows,
            chosen by cross-validation. Where a row has several labels, as BRIGHTER's, the first counts. `./qalam bench transfer` makes
            the table; `transfer.json` has the hashes of the rows' ids and of the yardstick's answers.

            | task | rows: taught, chosen on, measured | majority | base | LoRA | yardstick | LoRA − yardstick | chosen |
            |---|---|---|---|---|---|---|---|
            """,
            transfer.path("tuneTokens").asLong(),
            transfer.path("pretrainTokens").asLong()));
    transfer.path("tasks").forEach(this::transferred);
    text.append('\n');
  }

  private void transferred(JsonNode task) {
    JsonNode rows = task.path("rows");
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %,d, %,d, %,d | %.3f | %.3f | %.3f | %.3f | %+.3f [%+.3f, %+.3f] | %s |%n",
            task.path("task").asText(),
            rows.path("training").asInt(),
            rows.path("development").asInt(),
            rows.path("test").asInt(),
            task.path("majority").asDouble(),
            task.path("zeroShot").asDouble(),
            task.path("adapted").asDouble(),
            task.path("yardstick").asDouble(),
            task.path("adapted").asDouble() - task.path("yardstick").asDouble(),
            task.path("difference").path("lower").asDouble(),
            task.path("difference").path("upper").asDouble(),
            task.path("chosen").asText()));
  }

  private void limits() {
    text.append(
        """
        ## Limits

        Some two million tokens of text feed this model: it knows little of the world and writes no sentences worth reading. Without an
        adapter it labels poorly what it was not tuned on. Its texts are public posts and news, with their offences and prejudices. Use
        Llama-3.1-8B-Instruct (`QALAM_BASE_MODEL`) for real work.
        """);
  }
}
