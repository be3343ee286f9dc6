package io.qalam.trainer.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.fit.AdamW;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.RowSelection;
import io.qalam.trainer.lora.LoraConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Every setting of a run of the recipe, as its configuration file spells them.
 *
 * @param order the rows' order, one of the paper's four
 * @param batchSize rows per optimizer step
 * @param maxTokens longest row; longer texts lose their end
 * @param trainEmbeddings tune the input embeddings, too
 * @param evaluationsPerEpoch how often the loss on the development rows is taken
 * @param patience so many evaluations without a better one end the run; 0 for never
 * @param developmentRows most rows of each dataset for that loss
 * @param checkpointSteps steps from one checkpoint to the next
 */
public record RecipeRun(
    TrainingOrder order,
    int epochs,
    int batchSize,
    int maxTokens,
    LoraConfig lora,
    boolean trainEmbeddings,
    AdamW optimizer,
    LoraRunSpec.Footprint footprint,
    int evaluationsPerEpoch,
    int patience,
    int developmentRows,
    int checkpointSteps,
    long seed) {

  /** A hidden size below it is no Llama's: such a base gets the rank and rate of Qalam's own. */
  private static final ObjectMapper JSON = new ObjectMapper();

  public RecipeRun {
    require(
        evaluationsPerEpoch >= 1 && evaluationsPerEpoch <= 1000,
        "evaluationsPerEpoch",
        "1 to 1000",
        evaluationsPerEpoch);
    require(patience >= 0, "patience", "0 or more", patience);
    require(developmentRows >= 1, "developmentRows", "1 or more", developmentRows);
    require(checkpointSteps >= 1, "checkpointSteps", "1 or more", checkpointSteps);
  }

  private static void require(boolean holds, String name, String range, int found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "RecipeRun." + name + " must be " + range + ", found " + found);
    }
  }

  /**
   * What the LlamaLens paper trains with (arXiv:2410.15308): 2e-4, linear, batches of 16, two
   * epochs, rank 512, or 16 on a base in four bits.
   *
   * @param hiddenSize of the base
   * @param packed whether its linear layers are in four bits
   */
  public static RecipeRun standard(int hiddenSize, boolean packed) {
    boolean small = hiddenSize < LoraRunSpec.SMALL;
    int rank = small || packed ? 16 : 512;
    return new RecipeRun(
        TrainingOrder.BY_TASK,
        2,
        16,
        small ? 256 : 1024,
        new LoraConfig(rank, small ? 32 : rank, 0, LoraConfig.ALL_LINEAR, false),
        small,
        new AdamW(small ? 1e-3f : 2e-4f, 0, 0.999f, 0, 1),
        new LoraRunSpec.Footprint(4096, packed),
        2,
        0,
        100,
        100,
        1);
  }

  /**
   * These settings with those of a configuration file in their place.
   *
   * @throws IllegalArgumentException naming the field that is unknown, of the wrong type, or out of
   *     its range
   */
  public RecipeRun with(JsonNode settings) {
    ObjectNode merged = json();
    merge(merged, settings, "");
    try {
      return JSON.treeToValue(merged, RecipeRun.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(told(e), e);
    }
  }

  private static String told(JsonProcessingException e) {
    if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
      return wrong.getPath().get(0).getFieldName()
          + " found \""
          + wrong.getValue()
          + "\", expected one of "
          + Arrays.toString(wrong.getTargetType().getEnumConstants());
    }
    return String.valueOf(
        e.getCause() instanceof IllegalArgumentException found
            ? found.getMessage()
            : e.getOriginalMessage());
  }

  private static void merge(ObjectNode into, JsonNode settings, String path) {
    if (!settings.isObject()) {
      throw new IllegalArgumentException(
          (path.isEmpty() ? "the settings" : path) + " found " + settings + ", expected an object");
    }
    for (Map.Entry<String, JsonNode> setting : settings.properties()) {
      String place = path + (path.isEmpty() ? "" : ".") + setting.getKey();
      JsonNode known = into.get(setting.getKey());
      if (known == null) {
        throw new IllegalArgumentException(place + " is unknown, expected some of " + names(into));
      }
      if (known instanceof ObjectNode group) {
        merge(group, setting.getValue(), place);
      } else if (!isOfTheKind(setting.getValue(), known)) {
        throw new IllegalArgumentException(
            place + " found " + setting.getValue() + ", expected such as " + known);
      } else {
        into.set(setting.getKey(), setting.getValue());
      }
    }
  }

  private static boolean isOfTheKind(JsonNode value, JsonNode known) {
    if (known.isIntegralNumber()) {
      return value.isIntegralNumber()
          && (known.isInt() ? value.canConvertToInt() : value.canConvertToLong());
    }
    if (known.isArray()) {
      return value.isArray()
          && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
    }
    return value.getNodeType() == known.getNodeType();
  }

  private static String names(ObjectNode json) {
    return StreamSupport.stream(json.properties().spliterator(), false)
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  /** The settings as a configuration file has them. */
  public ObjectNode json() {
    ObjectNode json = JSON.valueToTree(this);
    ObjectNode adapter = (ObjectNode) json.get("lora");
    adapter.remove("scaling");
    ArrayNode targets = adapter.putArray("targets");
    lora.targets().stream().sorted().forEach(targets::add);
    return json;
  }

  /** The run as the engine takes it. */
  public LoraRunSpec spec() {
    return new LoraRunSpec(
        lora,
        optimizer,
        epochs,
        batchSize,
        maxTokens,
        RowSelection.AS_GIVEN,
        trainEmbeddings,
        footprint,
        seed);
  }
}
