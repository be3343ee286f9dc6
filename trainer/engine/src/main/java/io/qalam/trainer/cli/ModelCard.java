package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.trainer.corpus.DatasetSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The model card of a base that {@link Pretrain} made, from its figures. */
final class ModelCard {
  private final JsonNode figures;
  private final StringBuilder text = new StringBuilder();

  private ModelCard(JsonNode figures) {
    this.figures = figures;
  }

  static String text(JsonNode figures) {
    ModelCard card = new ModelCard(figures);
    card.introduction();
    card.training();
    card.sources();
    card.tokenizer();
    card.development();
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
    text.append(
        "\nOn development texts; again with `io.qalam.trainer.cli.TokensPerWord --model DIR --data DIR --own FILES`.\n\n");
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
