package io.qalam.trainer.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trains a tokenizer and writes it as Hugging Face's tokenizer.json and tokenizer_config.json. */
public final class TokenizerFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** GPT-2's printable stand-ins for the 256 bytes. */
  static final List<String> BYTE_LETTERS = byteLetters();

  private static final Map<Character, Byte> LETTER_BYTES = letterBytes();

  private TokenizerFile() {}

  /**
   * Trains on weighted texts and writes the two files.
   *
   * @param size of the vocabulary, special tokens included
   */
  public static void train(Map<String, Integer> texts, int size, Path folder) throws IOException {
    BpeTrainer trainer = new BpeTrainer();
    texts.forEach(trainer::add);
    List<String> specials = SpecialTokens.ALL;
    BpeTrainer.Vocabulary vocabulary = trainer.train(size - specials.size());
    ObjectNode json = JSON.createObjectNode();
    json.put("version", "1.0").putNull("truncation").putNull("padding");
    added(json.putArray("added_tokens"), specials, size - specials.size());
    json.putNull("normalizer");
    preTokenizer(json.putObject("pre_tokenizer"));
    json.putNull("post_processor");
    byteLevel(json.putObject("decoder"));
    model(json.putObject("model"), vocabulary);
    Files.writeString(folder.resolve("tokenizer.json"), JSON.writeValueAsString(json) + "\n");
    Files.writeString(
        folder.resolve("tokenizer_config.json"), configuration().toPrettyString() + "\n");
  }

  private static void added(ArrayNode array, List<String> specials, int first) {
    for (int i = 0; i < specials.size(); i++) {
      ObjectNode token = array.addObject().put("id", first + i).put("content", specials.get(i));
      token
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
  }

  private static void preTokenizer(ObjectNode json) {
    ArrayNode steps = json.put("type", "Sequence").putArray("pretokenizers");
    ObjectNode split = steps.addObject().put("type", "Split");
    split.putObject("pattern").put("Regex", PreTokenizer.PATTERN);
    split.put("behavior", "Isolated").put("invert", false);
    byteLevel(steps.addObject());
  }

  private static void byteLevel(ObjectNode json) {
    json.put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", false);
  }

  private static void model(ObjectNode json, BpeTrainer.Vocabulary vocabulary) {
    json.put("type", "BPE")
        .putNull("dropout")
        .putNull("unk_token")
        .putNull("continuing_subword_prefix");
    json.putNull("end_of_word_suffix")
        .put("fuse_unk", false)
        .put("byte_fallback", false)
        .put("ignore_merges", false);
    ObjectNode ids = json.putObject("vocab");
    for (int id = 0; id < vocabulary.tokens().size(); id++) {
      ids.put(letters(vocabulary.tokens().get(id)), id);
    }
    ArrayNode merges = json.putArray("merges");
    for (int[] merge : vocabulary.merges()) {
      merges.add(
          letters(vocabulary.tokens().get(merge[0]))
              + " "
              + letters(vocabulary.tokens().get(merge[1])));
    }
  }

  private static ObjectNode configuration() {
    ObjectNode json = JSON.createObjectNode();
    json.put("tokenizer_class", "PreTrainedTokenizerFast").put("model_max_length", 1024);
    json.put("bos_token", SpecialTokens.BEGIN).put("eos_token", SpecialTokens.END_OF_TURN);
    json.put("clean_up_tokenization_spaces", false);
    json.put("chat_template", ChatPrompt.TEMPLATE);
    return json;
  }

  private static String letters(byte[] token) {
    StringBuilder letters = new StringBuilder();
    for (byte b : token) {
      letters.append(BYTE_LETTERS.get(b & 0xff));
    }
    return letters.toString();
  }

  /** The bytes that a token of a byte-level vocabulary stands for. */
  static byte[] bytes(String token) {
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      Byte one = LETTER_BYTES.get(token.charAt(i));
      if (one == null) {
        return token.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = one;
    }
    return bytes;
  }

  private static Map<Character, Byte> letterBytes() {
    Map<Character, Byte> bytes = new HashMap<>();
    for (int b = 0; b < 256; b++) {
      bytes.put(BYTE_LETTERS.get(b).charAt(0), (byte) b);
    }
    return Map.copyOf(bytes);
  }

  private static List<String> byteLetters() {
    String[] letters = new String[256];
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
      letters[b] = String.valueOf((char) (printable ? b : next++));
    }
    return List.of(letters);
  }
}
