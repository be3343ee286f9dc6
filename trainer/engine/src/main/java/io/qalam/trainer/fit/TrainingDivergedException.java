package io.qalam.trainer.fit;

/** A loss that is no finite number: the run cannot go on, and its weights are not to be used. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingDivergedException(int step, float loss) {
    super("Training diverged at step " + step + ": loss " + loss + "; lower the learning rate");
  }
}
