package io.qalam.trainer.corpus;

import io.qalam.trainer.text.LabelTask;
import java.util.List;

/**
 * A task that a base is taught by a thousand rows, after a tuning that left its type out.
 *
 * <p>Where a row has several labels joined by commas, as BRIGHTER's, the first counts: in the
 * training, in the yardstick and in the figure.
 *
 * @param type the type of task, as of {@link Instructions#without}
 * @param field the row's field that holds the label
 */
public record TransferTask(String name, String type, String dataset, String field, LabelTask task) {

  /** The six of the model card. */
  public static final List<TransferTask> ALL =
      List.of(
          arabic(
              "ArSarcasm-v2 sentiment",
              "sentiment",
              "ar_arsarcasm_v2",
              "sentiment",
              "What is the sentiment of this post?",
              "negative",
              "neutral",
              "positive"),
          arabic(
              "ArSarcasm-v2 sarcasm",
              "sarcasm",
              "ar_arsarcasm_v2",
              "label",
              "Is this post sarcastic?",
              "sarcastic",
              "not-sarcastic"),
          arabic(
              "MPOLD offensive",
              "offensive",
              "ar_mpold_offensive",
              "label",
              "Is this post offensive?",
              "offensive",
              "non-offensive"),
          arabic(
              "ANS claim",
              "claim",
              "ar_ans_claim",
              "label",
              "Is this headline fake news?",
              "fake",
              "not-fake"),
          new TransferTask(
              "BRIGHTER Hindi emotion",
              "emotion",
              "hi_brighter_emotion",
              "label",
              new LabelTask(
                  "emotion",
                  "hi",
                  "Which emotion does this post express?",
                  List.of("anger", "disgust", "fear", "joy", "sadness", "surprise", "none"))),
          new TransferTask(
              "Davidson offensive",
              "offensive",
              "en_davidson_hate_offensive",
              "label",
              new LabelTask(
                  "hate",
                  "en",
                  "Is this post hate speech, offensive, or neither?",
                  List.of("hate-speech", "offensive-speech", "neither"))));

  private static TransferTask arabic(
      String name,
      String type,
      String dataset,
      String field,
      String instruction,
      String... labels) {
    return new TransferTask(
        name, type, dataset, field, new LabelTask(type, "ar", instruction, List.of(labels)));
  }

  String label(SourceRow row) {
    return row.field(field).split(",", 2)[0];
  }
}
