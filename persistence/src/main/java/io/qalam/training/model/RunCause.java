package io.qalam.training.model;

/** Why a training run was started. */
public enum RunCause {
  /** The project's calendar said so. */
  CALENDAR,
  /** Enough new labels had come together. */
  THRESHOLD,
  /** An admin asked for it. */
  ADMIN
}
