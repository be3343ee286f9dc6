package io.qalam.trainer.serve;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.Rotary;
import io.qalam.trainer.llama.Rows;
import io.qalam.trainer.llama.TorchArchive;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scores whole labels: log p(label tokens, end of turn | prompt), normalised over the task's
 * labels.
 *
 * <p>What stands before a post is read once for all posts of its question. The post's own tokens
 * and all labels behind them are one row, under a mask that lets each label see the prompt and
 * itself alone. Rows of several questions and adapters share a call.
 */
final class LabelScorer implements AutoCloseable {
  static final int MAX_PROMPT = 1024;
  private static final int BATCH_TOKENS = 4096;
  private static final int KEPT_QUESTIONS = 256;

  private final LlamaModel model;
  private final Memory memory;
  private final ChatPrompt prompt;
  private final Openings openings;
  private final Adapted base;
  private final Map<LabelTask, Question> questions =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LabelTask, Question> eldest) {
          return size() > KEPT_QUESTIONS;
        }
      };

  /** Told of a batch before memory is taken for it; throws where there is too little. */
  interface Memory {
    /**
     * @param seen tokens of the openings, each counted for every row that sees it
     * @param asked tokens whose logits are wanted
     */
    void require(long tokens, long seen, long asked);
  }

  /**
   * @param keptTokens of openings, in all
   */
  LabelScorer(LlamaModel model, ChatPrompt prompt, int keptTokens, Memory memory) {
    this.memory = memory;
    this.model = model;
    this.prompt = prompt;
    this.base = Adapted.of(model, null);
    this.openings = new Openings(model, keptTokens);
  }

  /** One list for each request, in the order of its texts. */
  List<List<LabelScore>> score(List<ScoreRequest> requests) {
    List<Asked> all = requests.stream().map(this::asked).toList();
    List<Part> batch = new ArrayList<>();
    int tokens = 0;
    for (Asked asked : all) {
      int from = 0;
      for (int i = 0; i < asked.order.length; i++) {
        int more = asked.tokens(i);
        if (tokens > 0 && tokens + more > BATCH_TOKENS) {
          batch.add(new Part(asked, from, i));
          run(batch);
          batch.clear();
          from = i;
          tokens = 0;
        } else if ((long) (i - from + 1) * asked.asked() > TorchArchive.LOSS_ROWS && i > from) {
          batch.add(new Part(asked, from, i));
          from = i;
        }
        tokens += more;
      }
      batch.add(new Part(asked, from, asked.order.length));
    }
    run(batch);
    openings.trim();
    return all.stream().map(asked -> List.of(asked.scores)).toList();
  }

  /**
   * A request with its posts as tokens.
   *
   * @param prompts without the opening
   * @param order of the prompts by length
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Asked(
      ScoreRequest request,
      LabelTokens labels,
      int[] opening,
      List<int[]> prompts,
      int[] order,
      LabelScore[] scores) {
    int tokens(int place) {
      return prompts.get(order[place]).length + labels.size();
    }

    /** Tokens of a row whose logits are wanted: those of a group are made together. */
    int asked() {
      return 1 + labels.size();
    }
  }

  /** Posts of a request, from and up to a place of its order. */
  private record Part(Asked asked, int from, int to) {
    long rows() {
      return to - from;
    }

    long tokens() {
      return IntStream.range(from, to).mapToLong(asked::tokens).sum();
    }

    List<int[]> prompts() {
      return IntStream.range(from, to).mapToObj(i -> asked.prompts.get(asked.order[i])).toList();
    }
  }

  /** A question's own tokens, which do not change from post to post. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Question(LabelTokens labels, int[] opening) {}

  private Question question(LabelTask task) {
    return questions.computeIfAbsent(
        task,
        asked ->
            new Question(
                LabelTokens.of(asked.answers().stream().map(prompt::answer).toList()),
                prompt.opening(asked)));
  }

  private Asked asked(ScoreRequest request) {
    LabelTokens labels = question(request.task()).labels;
    int[] opening = question(request.task()).opening;
    int room = Math.min(MAX_PROMPT, model.maxTokens() - labels.longest());
    List<int[]> prompts = new ArrayList<>();
    for (String text : request.texts()) {
      int[] whole = prompt.prompt(opening, text, room);
      prompts.add(Arrays.copyOfRange(whole, opening.length, whole.length));
    }
    return new Asked(
        request,
        labels,
        opening,
        prompts,
        byLength(prompts),
        new LabelScore[request.texts().size()]);
  }

  static int[] byLength(List<int[]> prompts) {
    return IntStream.range(0, prompts.size())
        .boxed()
        .sorted(Comparator.comparingInt(i -> prompts.get(i).length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void run(List<Part> parts) {
    List<Part> filled = inOrder(parts.stream().filter(part -> part.to > part.from).toList());
    if (filled.isEmpty()) {
      return;
    }
    memory.require(
        filled.stream().mapToLong(Part::tokens).sum(),
        filled.stream().mapToLong(part -> part.rows() * part.asked.opening.length).sum(),
        filled.stream().mapToLong(part -> part.rows() * part.asked.asked()).sum());
    ScoringBatch batch = new ScoringBatch();
    for (Part part : filled) {
      ScoreRequest request = part.asked.request;
      batch.add(
          new ScoringBatch.Group(
              request.adapter() == null ? base : Adapted.of(model, request.adapter()),
              openings.of(request.adapter(), part.asked.opening),
              part.asked.labels,
              part.prompts()));
    }
    try (NDManager scratch = model.manager().newSubManager()) {
      NDList found = run(scratch, batch);
      for (int g = 0; g < filled.size(); g++) {
        keep(filled.get(g), found.get(g).toFloatArray());
      }
    }
  }

  /** Those of one adapter next to each other, and adapters as their windows want it. */
  private static List<Part> inOrder(List<Part> parts) {
    Map<LoraAdapter, List<Part>> byAdapter = new IdentityHashMap<>();
    List<List<Part>> stretches = new ArrayList<>();
    for (Part part : parts) {
      byAdapter
          .computeIfAbsent(
              part.asked.request.adapter(),
              none -> {
                stretches.add(new ArrayList<>());
                return stretches.get(stretches.size() - 1);
              })
          .add(part);
    }
    return AdapterWindows.order(
            stretches, stretch -> stretch.stream().mapToLong(Part::tokens).sum())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private NDList run(NDManager scratch, ScoringBatch batch) {
    Rows rows = batch.rows();
    Rotary rotary = model.rotary(rows.reach());
    List<AdapterWindows> windows = batch.windows(model.compute());
    int turns = ScoringBatch.turns(windows);
    return model.run(
        scratch,
        "score",
        model.weights(),
        batch.tensors(turns),
        batch.slots(turns),
        ScoringBatch.outside(scratch, windows, turns),
        batch.tables(),
        batch.scalings(turns),
        batch.ends(),
        batch.tailEnds(),
        batch.openings(),
        scratch.create(rows.ids()),
        scratch.create(rows.places()),
        batch.spans(),
        batch.order(scratch),
        batch.rowsPerGroup(),
        scratch.create(rows.tails()),
        batch.masks(scratch),
        batch.firstTokens(scratch),
        batch.followingTokens(scratch),
        batch.owners(scratch),
        rotary.cosines(),
        rotary.sines());
  }

  private static void keep(Part part, float[] probabilities) {
    int labels = part.asked.labels.count();
    for (int i = part.from; i < part.to; i++) {
      int start = (i - part.from) * labels;
      part.asked.scores[part.asked.order[i]] =
          new LabelScore(Arrays.copyOfRange(probabilities, start, start + labels));
    }
  }

  @Override
  public void close() {
    openings.close();
  }
}
