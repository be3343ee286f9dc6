package io.qalam.trainer.worker;

import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.RowSelection;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSetRow;
import io.qalam.trainer.protocol.TrainingSettings;
import io.qalam.trainer.store.ArtifactException;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.store.StoredAdapter;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.yardstick.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run needs, read and checked before the engine is troubled with it.
 *
 * @param examples the TRAIN rows; older labels among them are the replay; empty for summaries
 * @param arms the TRAIN rows a model could answer, by how their post was chosen
 * @param heldOut the DEVELOPMENT and TEST rows, in this order; empty for summaries
 * @param summaries the same of summaries; empty for labels
 * @param parent the adapter to go on from; null begins at the base
 * @param live the adapter to compare with; null compares with the base
 * @param answers by their numbers, which held-out posts have
 */
record TrainingPlan(
    TrainingRequest request,
    List<TrainingExample> examples,
    Arms arms,
    List<HeldOutPost> heldOut,
    SummaryRows summaries,
    @Nullable StoredAdapter parent,
    @Nullable StoredAdapter live,
    AnswerTexts answers) {

  private static final String TRAIN = "TRAIN";
  private static final List<String> HELD_OUT = List.of("DEVELOPMENT", "TEST");

  /** Rows whose post was drawn at random, and rows whose post the query strategy chose. */
  record Arms(List<Yardstick.Row> byChance, List<Yardstick.Row> byStrategy) {

    private static Arms of(List<TrainingSetRow> rows, List<String> answers) {
      return new Arms(
          chosen(rows, Set.of("RANDOM", "BLIND"), answers),
          chosen(rows, Set.of("STRATEGY"), answers));
    }

    private static List<Yardstick.Row> chosen(
        List<TrainingSetRow> rows, Set<String> arms, List<String> answers) {
      return rows.stream()
          .filter(row -> row.split().equals(TRAIN) && row.arm() != null && arms.contains(row.arm()))
          .filter(row -> row.label() != null && answers.contains(row.label()))
          .map(row -> new Yardstick.Row(row.text(), answers.indexOf(row.label())))
          .toList();
    }
  }

  /**
   * A post that is never trained on.
   *
   * @param gold the number of the answer that people gave it
   */
  record HeldOutPost(String part, LabelTask task, String text, int gold) {

    /** Whether a model could give this answer: a rare label set may be none to choose from. */
    boolean isAnswerable() {
      return gold < task.answers().size();
    }
  }

  /**
   * Reads the training set and checks the adapters.
   *
   * @throws ArtifactException if an artifact is missing or not what the request says
   * @throws IllegalArgumentException if rows or adapters do not fit the request
   */
  static TrainingPlan read(TrainingRequest request, ArtifactStore store) {
    List<TrainingSetRow> rows = store.trainingSet(request.tenantId(), request.trainingSetSha256());
    boolean summed = request.task().wantsSummary();
    List<TrainingExample> examples = summed ? List.of() : examples(request, rows);
    SummaryRows summaries = summed ? SummaryRows.of(request, rows) : SummaryRows.NONE;
    if (examples.isEmpty() && summaries.examples().isEmpty()) {
      throw new IllegalArgumentException(
          "Training set " + request.trainingSetSha256() + " has no TRAIN rows");
    }
    AnswerTexts answers =
        AnswerTexts.of(request.task(), rows.stream().map(TrainingSetRow::label).toList());
    return new TrainingPlan(
        request,
        examples,
        Arms.of(rows, request.task().answers()),
        summed ? List.of() : heldOut(request, rows, answers),
        summaries,
        stored(request, request.parent(), store),
        stored(request, request.live(), store),
        answers);
  }

  /** Whether it is a run of summaries. */
  boolean isOfSummaries() {
    return request.task().wantsSummary();
  }

  /** The run's settings: what the base gets usually, but for what the project overrides. */
  LoraRunSpec spec(LoraRunSpec usual, @Nullable LoraConfig parentShape) {
    TrainingSettings settings = request.settings();
    return new LoraRunSpec(
        shape(parentShape == null ? usual.lora() : parentShape, settings),
        settings.learningRate() == null
            ? usual.optimizer()
            : usual.optimizer().at(settings.learningRate()),
        settings.epochs() == null ? usual.epochs() : settings.epochs(),
        settings.batchSize() == null ? usual.batchSize() : settings.batchSize(),
        settings.maxTokens() == null ? mostTokens(usual) : settings.maxTokens(),
        isOfSummaries() ? RowSelection.AS_GIVEN : usual.selection(),
        usual.trainEmbeddings(),
        usual.footprint(),
        settings.seed());
  }

  private int mostTokens(LoraRunSpec usual) {
    return isOfSummaries() ? SummaryRows.MOST_TOKENS : usual.maxTokens();
  }

  /** A rank without an alpha keeps alpha / rank, the scaling. */
  private static LoraConfig shape(LoraConfig usual, TrainingSettings settings) {
    int rank = settings.rank() == null ? usual.rank() : settings.rank();
    float alpha = settings.alpha() == null ? usual.alpha() / usual.rank() * rank : settings.alpha();
    return new LoraConfig(rank, alpha, usual.dropout(), usual.targets(), usual.rankStabilised());
  }

  private static List<TrainingExample> examples(
      TrainingRequest request, List<TrainingSetRow> rows) {
    return rows.stream()
        .filter(row -> row.split().equals(TRAIN))
        .map(row -> new TrainingExample(task(request, row), row.text(), label(row)))
        .toList();
  }

  private static List<HeldOutPost> heldOut(
      TrainingRequest request, List<TrainingSetRow> rows, AnswerTexts answers) {
    List<HeldOutPost> posts = new ArrayList<>();
    for (String part : HELD_OUT) {
      for (TrainingSetRow row : rows) {
        if (row.split().equals(part)) {
          posts.add(heldOutPost(request, row, answers));
        }
      }
    }
    return posts;
  }

  private static HeldOutPost heldOutPost(
      TrainingRequest request, TrainingSetRow row, AnswerTexts answers) {
    LabelTask task = task(request, row);
    String label = label(row);
    if (!task.knows(label)) {
      throw new IllegalArgumentException(
          "Post %s has label '%s', which is none of %s"
              .formatted(row.postId(), label, task.labels()));
    }
    return new HeldOutPost(row.split(), task, row.text(), answers.indexOf(label));
  }

  private static String label(TrainingSetRow row) {
    if (row.label() == null) {
      throw new IllegalArgumentException("Post " + row.postId() + " has no label");
    }
    return row.label();
  }

  private static LabelTask task(TrainingRequest request, TrainingSetRow row) {
    return new LabelTask(
        row.task(),
        row.lang(),
        request.task().instruction(),
        request.task().labels(),
        request.task().candidates());
  }

  private static @Nullable StoredAdapter stored(
      TrainingRequest request, @Nullable AdapterReference reference, ArtifactStore store) {
    if (reference == null) {
      return null;
    }
    if (!reference.tenantId().equals(request.tenantId())
        || !reference.projectId().equals(request.projectId())) {
      throw new IllegalArgumentException(
          "Adapter " + reference.adapterId() + " is another project's than the run");
    }
    return store.adapter(reference);
  }
}
