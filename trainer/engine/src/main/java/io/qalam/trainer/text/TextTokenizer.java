package io.qalam.trainer.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.file.JsonFile;
import io.qalam.trainer.file.OneLine;
import io.qalam.trainer.llama.LlamaConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes text as text: whatever a post contains, the result has no special token.
 *
 * <p>Hugging Face's tokenizers recognise special tokens inside any text. Therefore the library gets
 * a copy of tokenizer.json without them, and the chat format's own tokens are placed by id.
 */
public final class TextTokenizer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Llama 3's has 17 MB. */
  private static final long MOST_BYTES = 1 << 26;

  private final HuggingFaceTokenizer tokenizer;
  private final TokenizerCheck check;
  private final Path file;
  private final Map<Integer, byte[]> tokens;

  private TextTokenizer(
      Path file,
      HuggingFaceTokenizer tokenizer,
      TokenizerCheck check,
      Map<Integer, byte[]> tokens) {
    this.file = file;
    this.tokenizer = tokenizer;
    this.check = check;
    this.tokens = tokens;
  }

  /**
   * Reads tokenizer.json of a model folder.
   *
   * @throws IllegalArgumentException if it is missing or no byte-level BPE with Llama 3's special
   *     tokens
   */
  public static TextTokenizer open(Path modelFolder) {
    Path file = modelFolder.resolve("tokenizer.json");
    JsonNode json = JsonFile.read(file, MOST_BYTES, IllegalArgumentException::new);
    TokenizerCheck check = TokenizerCheck.of(file, json);
    ObjectNode plain = (ObjectNode) json;
    plain.putArray("added_tokens");
    plain.putNull("post_processor").putNull("truncation").putNull("padding");
    try {
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(JSON.writeValueAsBytes(plain)),
              Map.of("truncation", "false", "padding", "false"));
      return new TextTokenizer(file, tokenizer, check, tokens(json));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          OneLine.of(file + ": is no tokenizer.json that can be read: " + e.getMessage()), e);
    }
  }

  private static Map<Integer, byte[]> tokens(JsonNode json) {
    Map<Integer, byte[]> tokens = new HashMap<>();
    for (Map.Entry<String, JsonNode> token : json.path("model").path("vocab").properties()) {
      tokens.put(token.getValue().asInt(), TokenizerFile.bytes(token.getKey()));
    }
    return tokens;
  }

  /**
   * Checks that the model has a row for every token, and that the tokens which begin and end a text
   * have the ids that its configuration gives them: of another model's tokenizer they have others.
   *
   * @throws IllegalArgumentException naming both files, the token, what was found and expected
   */
  public void requireFits(LlamaConfig config) {
    if (check.greatest() >= config.vocabSize()) {
      throw wrong(
          ": token "
              + check.last()
              + " has the id "
              + check.greatest()
              + ", expected less than config.json's vocab_size "
              + config.vocabSize());
    }
    int begin = special(SpecialTokens.BEGIN);
    if (config.beginToken() != null && config.beginToken() != begin) {
      throw wrong(
          ": token "
              + SpecialTokens.BEGIN
              + " has the id "
              + begin
              + ", expected config.json's bos_token_id "
              + config.beginToken());
    }
    requireEnd(config.endTokens());
  }

  private void requireEnd(List<Integer> ends) {
    int turn = special(SpecialTokens.END_OF_TURN);
    int text = special(SpecialTokens.END);
    if (!ends.isEmpty() && !ends.contains(turn) && !ends.contains(text)) {
      throw wrong(
          ": tokens "
              + SpecialTokens.END_OF_TURN
              + " and "
              + SpecialTokens.END
              + " have the ids "
              + turn
              + " and "
              + text
              + ", expected one of config.json's eos_token_id "
              + ends);
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(OneLine.of(file + what));
  }

  /** The ids of a text, never a special one. */
  public int[] encode(String text) {
    long[] ids = tokenizer.encode(text, false, false).getIds();
    int[] narrow = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      narrow[i] = (int) ids[i];
    }
    return narrow;
  }

  /** The text of ids that hold no special token. */
  public String decode(int[] ids) {
    long[] wide = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      wide[i] = ids[i];
    }
    return tokenizer.decode(wide, false);
  }

  /** A reader of ids that hold no special token, as they come; one for each text. */
  public StreamedText streamed() {
    return new StreamedText(tokens);
  }

  /** The id of a special token. */
  public int special(String token) {
    Integer id = check.added().get(token);
    if (id == null) {
      throw new IllegalArgumentException(
          file + ": special token " + token + " is missing, expected Llama 3's chat tokens");
    }
    return id;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
