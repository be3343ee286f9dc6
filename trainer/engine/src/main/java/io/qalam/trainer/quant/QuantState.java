package io.qalam.trainer.quant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.Safetensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What bitsandbytes' {@code QuantState} keeps of a weight beside its tensors: JSON, in a tensor of
 * bytes.
 *
 * @param dtype what the weight was before, as PyTorch spells it
 * @param shape (outputs, inputs)
 */
@SuppressWarnings("ArrayRecordComponent")
record QuantState(String dtype, long[] shape, float offset) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Room for the longest numbers. */
  private static final int LENGTH = 256;

  /** What is longer is no state. */
  private static final int MOST = 4096;

  /**
   * How long the JSON is made with blanks, so that the numbers behind it lie at a multiple of four
   * and can be mapped.
   *
   * @param before bytes that lie between such a multiple and the state
   */
  static int length(long before) {
    return LENGTH + (int) (-before & 7);
  }

  /** The JSON, filled up with blanks. */
  byte[] json(int length) {
    ObjectNode json = JSON.createObjectNode();
    json.put("quant_type", "nf4").put("blocksize", Nf4.BLOCK).put("dtype", dtype);
    json.putArray("shape").add(shape[0]).add(shape[1]);
    json.put("nested_blocksize", DoubleQuantisation.BLOCK).put("nested_dtype", "float32");
    json.put("nested_offset", (double) offset);
    String text = json.toString();
    return (text + " ".repeat(length - text.length())).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads and checks a state.
   *
   * @throws ModelException if it is of another kind of quantisation, or of another shape
   */
  static QuantState read(Safetensors file, String tensor, long[] shape) {
    String where = file.file() + ": tensor " + tensor + ": ";
    JsonNode json = json(file, tensor, where);
    expect(where, json, "quant_type", "\"nf4\"");
    expect(where, json, "blocksize", "" + Nf4.BLOCK);
    expect(where, json, "shape", Arrays.toString(shape).replace(" ", ""));
    expect(where, json, "nested_blocksize", "" + DoubleQuantisation.BLOCK);
    expect(where, json, "nested_dtype", "\"float32\"");
    float offset = (float) json.path("nested_offset").asDouble(Double.NaN);
    if (!Float.isFinite(offset)) {
      throw new ModelException(
          where + "nested_offset found " + json.path("nested_offset") + ", expected a number");
    }
    return new QuantState(json.path("dtype").asText(), shape, offset);
  }

  private static JsonNode json(Safetensors file, String tensor, String where) {
    Safetensors.Entry entry = file.entry(tensor);
    long bytes = entry.end() - entry.begin();
    if (!entry.dtype().equals("U8") || bytes > MOST) {
      throw new ModelException(
          where
              + "found "
              + bytes
              + " bytes of "
              + entry.dtype()
              + ", expected a little JSON in U8");
    }
    try {
      return JSON.readTree(file.bytes(tensor));
    } catch (IOException e) {
      throw new ModelException(where + "is no JSON", e);
    }
  }

  private static void expect(String where, JsonNode json, String field, String expected) {
    String found = json.has(field) ? json.get(field).toString() : "nothing";
    if (!found.equals(expected)) {
      throw new ModelException(where + field + " found " + found + ", expected " + expected);
    }
  }
}
