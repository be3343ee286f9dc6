package io.qalam.trainer.serve;

import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.text.LabelTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts of one question, to be scored under one adapter.
 *
 * @param adapter or null for the base alone
 */
public record ScoreRequest(@Nullable LoraAdapter adapter, LabelTask task, List<String> texts) {
  public ScoreRequest {
    texts = List.copyOf(texts);
  }
}
