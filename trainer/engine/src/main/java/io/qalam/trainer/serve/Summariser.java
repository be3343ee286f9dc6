package io.qalam.trainer.serve;

import io.qalam.trainer.answer.SummaryReader;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.SummaryTask;
import io.qalam.trainer.text.TextTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes summaries by the most probable tokens, each to its first full stop or the token that ends
 * it, as the LlamaLens paper evaluates, and says how sure the model is of the words it kept.
 */
final class Summariser {
  private final LlamaModel model;
  private final ChatPrompt prompt;
  private final TextTokenizer tokenizer;
  private final Generator generator;

  Summariser(LlamaModel model, ChatPrompt prompt, TextTokenizer tokenizer, Generator generator) {
    this.model = model;
    this.prompt = prompt;
    this.tokenizer = tokenizer;
    this.generator = generator;
  }

  /** One summary a text, in their order; what there is where it was cancelled. */
  List<WrittenSummary> write(
      @Nullable LoraAdapter adapter,
      SummaryTask task,
      List<String> texts,
      int mostTokens,
      BooleanSupplier cancelled) {
    int room = Math.min(LabelScorer.MAX_PROMPT, model.maxTokens() - mostTokens);
    List<int[]> prompts = texts.stream().map(text -> prompt.prompt(task, text, room)).toList();
    List<Generator.Written> written =
        generator.write(adapter, prompts, mostTokens, new Progress(texts.size(), cancelled));
    List<WrittenSummary> summaries = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      summaries.add(read(written.get(i), texts.get(i), mostTokens));
    }
    return summaries;
  }

  private WrittenSummary read(Generator.Written written, String about, int mostTokens) {
    int[] ids = written.ids();
    String said = tokenizer.decode(ids);
    String text = SummaryReader.read(said, about, ids.length == mostTokens).text();
    int kept = said.strip().endsWith(text) ? Integer.MAX_VALUE : tokensOf(ids, text);
    return new WrittenSummary(text, written.confidence(kept));
  }

  /** How many of the tokens the kept text takes. */
  private int tokensOf(int[] ids, String text) {
    for (int count = 1; count < ids.length; count++) {
      if (tokenizer.decode(Arrays.copyOf(ids, count)).contains(text)) {
        return count;
      }
    }
    return ids.length;
  }

  /** Ends a summary once something stands behind its first full stop. */
  private final class Progress implements Generation {
    private final List<List<Integer>> written = new ArrayList<>();
    private final BooleanSupplier cancelled;

    Progress(int prompts, BooleanSupplier cancelled) {
      this.cancelled = cancelled;
      for (int i = 0; i < prompts; i++) {
        written.add(new ArrayList<>());
      }
    }

    @Override
    public void token(int index, int id) {
      written.get(index).add(id);
    }

    @Override
    public boolean isOver(int index) {
      int[] ids = written.get(index).stream().mapToInt(Integer::intValue).toArray();
      String text = tokenizer.decode(ids).strip();
      return SummaryReader.firstSentence(text)
          .filter(sentence -> sentence.length() < text.length())
          .isPresent();
    }

    @Override
    public boolean isCancelled() {
      return cancelled.getAsBoolean();
    }
  }
}
