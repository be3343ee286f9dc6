package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionRequest;

/** A request on its way through the engine, and where its one answer goes. */
interface PredictionBatch {
  PredictionRequest request();

  /** Called once, on the engine thread; must not wait. */
  void answer(PredictionAnswer answer);
}
