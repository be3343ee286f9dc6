package io.qalam.trainingset;

import io.qalam.tenant.Wording;

/** What training sets refuse. */
public enum TrainingSetWording implements Wording {
  TOO_FEW,
  TO_TRAIN_ON,
  DIFFERENT,
  DEVELOPMENT,
  CARRYING
}
