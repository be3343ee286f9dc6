package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A request and every answer it got. */
final class AnswerBox implements PredictionBatch {
  private final PredictionRequest request;
  private final CompletableFuture<PredictionAnswer> first = new CompletableFuture<>();
  private final List<PredictionAnswer> all = new ArrayList<>();

  AnswerBox(PredictionRequest request) {
    this.request = request;
  }

  @Override
  public PredictionRequest request() {
    return request;
  }

  @Override
  public synchronized void answer(PredictionAnswer answer) {
    all.add(answer);
    first.complete(answer);
  }

  PredictionAnswer await() {
    return first.orTimeout(30, TimeUnit.SECONDS).join();
  }

  boolean isAnswered() {
    return first.isDone();
  }

  synchronized List<PredictionAnswer> all() {
    return List.copyOf(all);
  }
}
