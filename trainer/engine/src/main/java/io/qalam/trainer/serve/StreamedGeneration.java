package io.qalam.trainer.serve;

import io.qalam.trainer.text.StreamedText;
import io.qalam.trainer.text.TextTokenizer;
import java.util.Map;
import java.util.TreeMap;

/** Tells a listener the text of the tokens that it is told. */
final class StreamedGeneration implements Generation {
  private final Generation listener;
  private final TextTokenizer tokenizer;
  private final Map<Integer, StreamedText> texts = new TreeMap<>();

  StreamedGeneration(Generation listener, TextTokenizer tokenizer) {
    this.listener = listener;
    this.tokenizer = tokenizer;
  }

  @Override
  public void token(int prompt, int id) {
    listener.token(prompt, id);
    text(prompt, texts.computeIfAbsent(prompt, p -> tokenizer.streamed()).next(id));
  }

  @Override
  public void text(int prompt, String text) {
    if (!text.isEmpty()) {
      listener.text(prompt, text);
    }
  }

  @Override
  public boolean isOver(int prompt) {
    return listener.isOver(prompt);
  }

  @Override
  public boolean isCancelled() {
    return listener.isCancelled();
  }

  /** Called when no token follows. */
  void end() {
    texts.forEach((prompt, text) -> text(prompt, text.rest()));
  }
}
