package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.lora.LoraLayout;
import io.qalam.trainer.lora.LoraStart;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several adapters in one call, in 16 bits. */
class ScoringBatchTest {
  @TempDir private Path folder;
  private LlamaModel model;
  private TextTokenizer tokenizer;

  @BeforeEach
  void open() throws IOException {
    TinyModel.write(folder);
    Engine.prepare("cpu", 1);
    model = LlamaModel.open(folder, Device.cpu(), Compute.BFLOAT16);
    tokenizer = TextTokenizer.open(folder);
  }

  @AfterEach
  void close() {
    tokenizer.close();
    model.close();
  }

  /** An adapter whose B is not zero, different for every seed. */
  private LoraAdapter adapter(int rank, Set<String> targets, boolean embeddings, int seed) {
    return adapter(rank, 3, targets, embeddings, seed);
  }

  private LoraAdapter adapter(
      int rank, float alpha, Set<String> targets, boolean embeddings, int seed) {
    LoraConfig config = new LoraConfig(rank, alpha, 0, targets, false);
    LoraLayout layout = LoraLayout.of(model.config(), config, embeddings);
    try (NDManager scratch = model.manager().newSubManager()) {
      List<NDArray> tensors = new ArrayList<>();
      for (NDArray zero : LoraStart.tensors(scratch, model, config, layout, null, seed)) {
        float[] values = zero.toFloatArray();
        for (int i = 0; i < values.length; i++) {
          values[i] += (float) Math.sin(seed * 31 + i * 1.7);
        }
        tensors.add(scratch.create(values, zero.getShape()));
      }
      return LoraStart.copy(model, config, layout, tensors);
    }
  }

  private boolean together(List<LoraAdapter> adapters, int... tokens) {
    ScoringBatch batch = new ScoringBatch();
    try (NDManager scratch = model.manager().newSubManager()) {
      for (int i = 0; i < tokens.length; i++) {
        LoraAdapter adapter = i < adapters.size() ? adapters.get(i) : null;
        batch.add(
            new ScoringBatch.Group(
                Adapted.of(model, adapter),
                new Openings.Opening(new int[3], new NDList(), scratch),
                LabelTokens.of(List.of(new int[] {1, 2}, new int[] {3, 2})),
                List.of(new int[tokens[i]])));
      }
      return !batch.windows(model.compute()).isEmpty() && batch.windows(Compute.FLOAT32).isEmpty();
    }
  }

  @Test
  void adaptersAreMultipliedTogetherWhereTheyAreAlikeAndTheirStretchesToo() {
    Set<String> all = LoraConfig.ALL_LINEAR;
    try (LoraAdapter one = adapter(4, all, false, 1);
        LoraAdapter two = adapter(4, all, true, 2);
        LoraAdapter wide = adapter(8, all, false, 3);
        LoraAdapter few = adapter(4, Set.of("q_proj"), false, 4);
        LoraAdapter fewer = adapter(4, Set.of("q_proj"), false, 7);
        LoraAdapter large = adapter(65, all, false, 5);
        LoraAdapter larger = adapter(65, all, false, 6)) {
      assertThat(together(List.of(one, two), 20, 25)).isTrue();
      assertThat(together(List.of(one), 20)).isFalse();
      assertThat(together(List.of(one, two), 5, 100)).isFalse();
      assertThat(together(List.of(one, wide), 20, 20)).isFalse();
      assertThat(together(List.of(one, few), 20, 20)).isFalse();
      assertThat(together(List.of(few, fewer), 20, 20)).as("other modules have none").isFalse();
      assertThat(together(List.of(large, larger), 20, 20)).isFalse();
      assertThat(together(List.of(one), 20, 20)).isFalse();
    }
  }

  @Test
  void postsOfSeveralAdaptersScoreTogetherIn16BitsAsTheyDoAlone() {
    try (LabelScorer scorer =
            new LabelScorer(model, new ChatPrompt(tokenizer), 1000, (tokens, seen, asked) -> {});
        LoraAdapter one = adapter(4, LoraConfig.ALL_LINEAR, false, 1);
        LoraAdapter two = adapter(4, LoraConfig.ALL_LINEAR, true, 2);
        LoraAdapter three = adapter(4, LoraConfig.ALL_LINEAR, false, 3);
        LoraAdapter stronger = adapter(4, 4.5f, LoraConfig.ALL_LINEAR, false, 3)) {
      List<ScoreRequest> alike = new ArrayList<>();
      List<ScoreRequest> skewed = new ArrayList<>();
      List<LoraAdapter> adapters = List.of(one, two, three);
      for (int i = 0; i < 3; i++) {
        List<String> texts = TinyModel.texts().subList(i * 3, i * 3 + 3);
        alike.add(new ScoreRequest(adapters.get(i), TinyModel.SENTIMENT, texts));
        skewed.add(
            new ScoreRequest(
                adapters.get(i),
                TinyModel.SENTIMENT,
                i == 0 ? TinyModel.texts() : texts.subList(0, 1)));
      }
      assertAsAlone(scorer, alike);
      List<ScoreRequest> otherScaling = new ArrayList<>(alike);
      otherScaling.set(2, new ScoreRequest(stronger, TinyModel.SENTIMENT, alike.get(2).texts()));
      assertAsAlone(scorer, otherScaling);
      assertAsAlone(scorer, skewed);
    }
  }

  @Test
  void adaptersOfSomeModulesScoreTogetherAsTheyDoAlone() {
    Set<String> some = Set.of("q_proj", "v_proj");
    try (LabelScorer scorer =
            new LabelScorer(model, new ChatPrompt(tokenizer), 1000, (tokens, seen, asked) -> {});
        LoraAdapter one = adapter(4, some, false, 1);
        LoraAdapter two = adapter(4, some, false, 2)) {
      assertAsAlone(
          scorer,
          List.of(
              new ScoreRequest(one, TinyModel.SENTIMENT, TinyModel.texts().subList(0, 3)),
              new ScoreRequest(two, TinyModel.SENTIMENT, TinyModel.texts().subList(2, 6))));
    }
  }

  /** Posts of one length attend together, whosever they are; those of another question do not. */
  @Test
  void rowsOfSeveralQuestionsAndLengthsComeBackInTheirPlaces() {
    model.close();
    model = LlamaModel.open(folder, Device.cpu(), Compute.FLOAT32);
    LabelTask other =
        new LabelTask("topic", "en", "Say what it is about.", List.of("war", "sports news", "art"));
    try (LabelScorer scorer =
            new LabelScorer(model, new ChatPrompt(tokenizer), 1000, (tokens, seen, asked) -> {});
        LoraAdapter one = adapter(4, LoraConfig.ALL_LINEAR, false, 1);
        LoraAdapter two = adapter(4, LoraConfig.ALL_LINEAR, false, 2)) {
      List<String> texts = TinyModel.texts();
      List<String> reversed = new ArrayList<>(texts);
      Collections.reverse(reversed);
      assertAsAlone(
          scorer,
          List.of(
              new ScoreRequest(one, TinyModel.SENTIMENT, texts),
              new ScoreRequest(two, other, reversed),
              new ScoreRequest(two, TinyModel.SENTIMENT, reversed),
              new ScoreRequest(null, other, texts.subList(0, 2))),
          1e-5f);
    }
  }

  private static void assertAsAlone(LabelScorer scorer, List<ScoreRequest> requests) {
    assertAsAlone(scorer, requests, 0.03f);
  }

  private static void assertAsAlone(
      LabelScorer scorer, List<ScoreRequest> requests, float tolerance) {
    List<List<LabelScore>> together = scorer.score(requests);
    for (int r = 0; r < requests.size(); r++) {
      List<LabelScore> alone = scorer.score(List.of(requests.get(r))).get(0);
      for (int i = 0; i < alone.size(); i++) {
        assertThat(together.get(r).get(i).probabilities())
            .containsExactly(alone.get(i).probabilities(), within(tolerance));
      }
    }
    float[] first = together.get(0).get(0).probabilities();
    ScoreRequest other =
        new ScoreRequest(
            requests.get(1).adapter(), TinyModel.SENTIMENT, requests.get(0).texts().subList(0, 1));
    float[] second = scorer.score(List.of(other)).get(0).get(0).probabilities();
    assertThat(Math.abs(first[0] - second[0]) + Math.abs(first[1] - second[1]))
        .isGreaterThan(2 * 0.03f);
  }
}
