package io.qalam.training;

/** The topics between the training stage and the workers. */
final class TrainingTopics {

  static final String REQUESTS = "training-requests";
  static final String CANCELLATIONS = "training-cancellations";
  static final String PROGRESS = "training-progress";
  static final String WORKER_STATUS = "worker-status";

  private TrainingTopics() {}
}
