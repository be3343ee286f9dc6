package io.qalam.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.ingestion.CameAlong.ByAnnotator;
import io.qalam.ingestion.CameAlong.ByModel;
import io.qalam.ingestion.PostRecord.PostFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a Label Studio task is a post: {@code data.text}, {@code data.id} or else the task's own
 * id, {@code data.lang}, its annotations with who made them and when, its predictions with model
 * version and score, and as the post's label or summary what the annotations agree on.
 *
 * <p>Most exports name a prediction by its number only, and hold it with the annotations that it
 * was shown for; one that was never shown is then not in the file at all. Drafts are left aside.
 */
final class LabelStudioTask {

  /** Annotations, and predictions, of one task. */
  private static final int MOST = 200;

  private final ObjectNode task;
  private final LabelStudioControl control;

  private LabelStudioTask(ObjectNode task, LabelStudioControl control) {
    this.task = task;
    this.control = control;
  }

  /**
   * The task's fields.
   *
   * @param control whose results are the answer; null for the only one that the task has
   */
  static PostFields fields(ObjectNode task, @Nullable String control) throws RefusedException {
    return new LabelStudioTask(task, LabelStudioControl.of(task, control)).fields();
  }

  private PostFields fields() throws RefusedException {
    ObjectNode data = data();
    CameAlong along = new CameAlong(annotations(), predictions());
    if (along.annotations().size() > MOST || along.predictions().size() > MOST) {
      throw new RefusedException(IngestionWording.TOO_MUCH_ALONG, MOST);
    }
    return new PostFields(
        PostJson.string(data, "text"),
        PostJson.string(data, FieldNames.SECOND_TEXT),
        data.hasNonNull("id") ? PostJson.id(data) : PostJson.id(task),
        PostJson.string(data, "lang"),
        along.agreed(),
        along);
  }

  private ObjectNode data() throws RefusedException {
    if (!(task.path("data") instanceof ObjectNode data)) {
      throw new RefusedException(IngestionWording.NO_DATA);
    }
    if (!data.has("text")) {
      List<String> names = new ArrayList<>();
      data.fieldNames().forEachRemaining(names::add);
      throw new RefusedException(IngestionWording.DATA_WITHOUT_TEXT, names);
    }
    return data;
  }

  private List<ByAnnotator> annotations() throws RefusedException {
    List<ByAnnotator> annotations = new ArrayList<>();
    for (JsonNode given : task.path("annotations")) {
      annotations.add(
          new ByAnnotator(
              control.said(given),
              annotator(given),
              given.path("was_cancelled").asBoolean(),
              given.path("ground_truth").asBoolean(),
              LabelStudioValue.moment(given, "created_at"),
              LabelStudioValue.seconds(given, "lead_time")));
    }
    return annotations;
  }

  private List<ByModel> predictions() throws RefusedException {
    List<ByModel> predictions = new ArrayList<>();
    for (JsonNode given : LabelStudioControl.predictions(task)) {
      predictions.add(
          new ByModel(
              control.said(given),
              LabelStudioValue.name(given.path("model_version"), "model_version"),
              LabelStudioValue.number(given, "score"),
              LabelStudioValue.moment(given, "created_at")));
    }
    return predictions;
  }

  /**
   * By the name that Qalam wrote, or by the address, else by the user name or number: exports
   * differ in how they name people.
   */
  private static @Nullable String annotator(JsonNode annotation) throws RefusedException {
    if (annotation.hasNonNull("annotator")) {
      return LabelStudioValue.name(annotation.path("annotator"), "annotator");
    }
    JsonNode by = annotation.path("completed_by");
    for (String field : by.isObject() ? List.of("email", "username", "id") : List.<String>of()) {
      if (by.hasNonNull(field)) {
        return LabelStudioValue.name(by.path(field), "completed_by." + field);
      }
    }
    return by.isObject() ? null : LabelStudioValue.name(by, "completed_by");
  }
}
