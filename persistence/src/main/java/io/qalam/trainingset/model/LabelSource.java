package io.qalam.trainingset.model;

/** Where a training set's label comes from. */
public enum LabelSource {
  /** An annotator agreed with the label shown. */
  ACCEPTED,
  /** An annotator chose another label than the one shown. */
  CORRECTED,
  /** An annotator chose it without seeing any. */
  LABELLED,
  /** An editor decided. */
  ADJUDICATED,
  /** It came with the import. */
  GOLD
}
