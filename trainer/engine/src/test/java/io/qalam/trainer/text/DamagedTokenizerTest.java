package io.qalam.trainer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.file.Damage;
import io.qalam.trainer.file.Refusals;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedTokenizerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = TinyModel.write(folder).resolve("tokenizer.json");
  }

  private void open() {
    try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
      tokenizer.encode("نص <|eot_id|> नमस्ते text");
    }
  }

  @Test
  void aDamagedTokenizerIsRefusedOrEncodes() throws IOException {
    Refusals refusals = new Refusals(file, IllegalArgumentException.class);
    List<byte[]> variants = Damage.json(Files.readAllBytes(file), 5, 150);
    assertThat(refusals.of(variants, this::open)).isGreaterThan(50);
    refusals.ofAnOversizedFile(this::open);
  }

  /** Most of a tokenizer is its vocabulary: here all damage is done to the rest. */
  @Test
  void aTokenizerDamagedAroundItsVocabularyIsRefusedOrEncodes() throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    ObjectNode bpe = (ObjectNode) json.get("model");
    String vocabulary = bpe.get("vocab").toString();
    String merges = bpe.get("merges").toString();
    bpe.put("vocab", "VOCABULARY").put("merges", "MERGES");
    byte[] frame = json.toString().getBytes(StandardCharsets.ISO_8859_1);
    List<byte[]> variants = new ArrayList<>();
    for (byte[] variant : Damage.json(frame, 16, 150)) {
      String text = new String(variant, StandardCharsets.ISO_8859_1);
      variants.add(
          text.replace("\"VOCABULARY\"", vocabulary)
              .replace("\"MERGES\"", merges)
              .getBytes(StandardCharsets.UTF_8));
    }
    Refusals refusals = new Refusals(file, IllegalArgumentException.class);
    assertThat(refusals.of(variants, this::open)).isGreaterThan(50);
  }

  private void refuses(Consumer<ObjectNode> change, String message) throws IOException {
    byte[] good = Files.readAllBytes(file);
    ObjectNode json = (ObjectNode) JSON.readTree(good);
    change.accept(json);
    Files.writeString(file, json.toString());
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tokenizer.json: ")
        .hasMessageContaining(message);
    Files.write(file, good);
  }

  @Test
  void aTokenizerThatCannotServeTheChatFormatIsRefusedByWhatItLacks() throws IOException {
    refuses(
        json -> ((ObjectNode) json.get("model")).put("type", "Unigram"),
        "model.type found Unigram, expected BPE");
    refuses(
        json -> ((ObjectNode) json.get("decoder")).put("type", "Metaspace"),
        "decoder found [Metaspace], expected ByteLevel");
    refuses(
        json ->
            ((ObjectNode) json.get("pre_tokenizer").get("pretokenizers").get(0))
                .put("type", "Digits"),
        "pre_tokenizer found [Sequence, Digits, ByteLevel], expected ByteLevel, after Split");
    refuses(
        json -> json.putObject("normalizer").put("type", "NFC"),
        "normalizer found {\"type\":\"NFC\"}, expected null");
    refuses(
        json -> ((ObjectNode) json.get("model")).put("dropout", 0.1),
        "model.dropout found 0.1, expected null");
    refuses(
        json -> ((ObjectNode) json.get("model")).put("continuing_subword_prefix", "a long prefix"),
        "model.continuing_subword_prefix found \"a long prefix\", expected null");
    refuses(
        json -> ((ObjectNode) json.get("model").get("vocab")).remove("Ġ"),
        "model.vocab has no token for the byte Ġ, expected all 256");
    refuses(
        json -> ((ObjectNode) json.get("added_tokens").get(4)).put("content", "<|other|>"),
        "special token <|eot_id|> is missing, expected Llama 3's chat tokens");
    refuses(
        json -> ((ObjectNode) json.get("model").get("vocab")).put("!", -1),
        "token ! has the id -1, expected a whole number");
  }

  @Test
  void aPostCannotSpellASpecialTokenThroughTheVocabulary() throws IOException {
    int end = JSON.readTree(file.toFile()).get("added_tokens").get(4).get("id").asInt();
    refuses(
        json -> ((ObjectNode) json.get("model").get("vocab")).put("<|eot_id|>", end),
        "tokens <|eot_id|> and <|eot_id|> have the id " + end + ", expected ids that differ");
  }

  @Test
  void aTokenizerWithMoreTokensThanTheModelHasRowsIsRefused() {
    try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
      tokenizer.requireFits(config(320, null, List.of()));
      assertThatThrownBy(() -> tokenizer.requireFits(config(319, null, List.of())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "tokenizer.json: token <|eot_id|> has the id 319, expected less than config.json's"
                  + " vocab_size 319");
    }
  }

  private static LlamaConfig config(int vocabulary, Integer begin, List<Integer> ends) {
    return new LlamaConfig(
        vocabulary, 32, 48, 2, 4, 2, 8, 1e-5, 10_000, null, true, 256, begin, ends);
  }

  @Test
  void aTokenizerOfAModelThatBeginsAndEndsTextsByOtherIdsIsRefused() {
    try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
      tokenizer.requireFits(config(320, 315, List.of(319)));
      tokenizer.requireFits(config(320, 315, List.of(316)));
      assertThatThrownBy(() -> tokenizer.requireFits(config(320, 1, List.of(319))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "tokenizer.json: token <|begin_of_text|> has the id 315, expected config.json's"
                  + " bos_token_id 1");
      assertThatThrownBy(() -> tokenizer.requireFits(config(320, 315, List.of(2, 3))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "tokenizer.json: tokens <|eot_id|> and <|end_of_text|> have the ids 319 and 316,"
                  + " expected one of config.json's eos_token_id [2, 3]");
    }
  }

  /** Llama-3.1-8B-Instruct's ids, and Qalam-mini's as it ships. */
  @Test
  void theTokenizersOfLlamaAndOfQalamMiniFitTheirConfigurations() throws IOException {
    Path mini = Path.of("../qalam-mini");
    try (TextTokenizer tokenizer = TextTokenizer.open(mini)) {
      tokenizer.requireFits(LlamaConfig.read(mini));
    }
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    int[] ids = {128_000, 128_001, 128_006, 128_007, 128_009};
    for (int i = 0; i < ids.length; i++) {
      ((ObjectNode) json.get("added_tokens").get(i)).put("id", ids[i]);
    }
    Files.writeString(file, json.toString());
    try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
      tokenizer.requireFits(config(128_256, 128_000, List.of(128_001, 128_008, 128_009)));
    }
  }
}
