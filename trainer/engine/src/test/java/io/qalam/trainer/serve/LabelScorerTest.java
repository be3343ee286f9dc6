package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelScorerTest {

  /** The reference: every label in a row of its own, log-probabilities from the plain logits. */
  @Test
  void labelsSideBySideBehindOnePromptScoreAsInRowsOfTheirOwn(@TempDir Path folder)
      throws IOException {
    TinyModel.write(folder);
    try (TextTokenizer tokenizer = TextTokenizer.open(folder);
        LlamaModel model = LlamaModel.open(folder, Device.cpu(), Compute.FLOAT32)) {
      ChatPrompt prompt = new ChatPrompt(tokenizer);
      List<LabelScore> scores;
      try (LabelScorer scorer = new LabelScorer(model, prompt, 1000, (tokens, seen, asked) -> {})) {
        scores =
            scorer
                .score(List.of(new ScoreRequest(null, TinyModel.SENTIMENT, TinyModel.texts())))
                .get(0);
      }
      for (int i = 0; i < scores.size(); i++) {
        float[] expected = reference(model, prompt, TinyModel.texts().get(i));
        assertThat(scores.get(i).probabilities()).containsExactly(expected, within(1e-4f));
      }
    }
  }

  private static float[] reference(LlamaModel model, ChatPrompt prompt, String text) {
    List<String> labels = TinyModel.SENTIMENT.labels();
    double[] exponentials = new double[labels.size()];
    double sum = 0;
    for (int l = 0; l < labels.size(); l++) {
      int[] answer = prompt.answer(labels.get(l));
      exponentials[l] =
          Math.exp(logProbability(model, prompt.prompt(TinyModel.SENTIMENT, text, 240), answer));
      sum += exponentials[l];
    }
    float[] probabilities = new float[labels.size()];
    for (int l = 0; l < probabilities.length; l++) {
      probabilities[l] = (float) (exponentials[l] / sum);
    }
    return probabilities;
  }

  private static double logProbability(LlamaModel model, int[] prompt, int[] answer) {
    int[] ids = Arrays.copyOf(prompt, prompt.length + answer.length);
    System.arraycopy(answer, 0, ids, prompt.length, answer.length);
    try (NDManager scratch = model.manager().newSubManager()) {
      NDArray logits = PlainLogits.of(model, scratch, ids).logSoftmax(-1);
      double sum = 0;
      for (int i = 0; i < answer.length; i++) {
        sum += logits.getFloat(0, prompt.length - 1 + i, answer[i]);
      }
      return sum;
    }
  }
}
