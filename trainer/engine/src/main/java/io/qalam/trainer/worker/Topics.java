package io.qalam.trainer.worker;

/** The worker's topics; docs/CONTRACTS.md has their keys, partitions and groups. */
final class Topics {
  static final String PREDICTION_REQUESTS = "prediction-requests";
  static final String PREDICTIONS = "predictions";
  static final String TRAINING_REQUESTS = "training-requests";
  static final String TRAINING_PROGRESS = "training-progress";
  static final String TRAINING_CANCELLATIONS = "training-cancellations";
  static final String LIVE_ADAPTERS = "live-adapters";
  static final String WORKER_STATUS = "worker-status";

  private Topics() {}
}
