package io.qalam.tenant;

/** What can be asked for and not be there; the wording is its name. */
public enum Thing implements Wording {
  PROJECT,
  POST,
  TASK,
  MEMBER,
  TOKEN,
  TENANT,
  IMPORT,
  EXPORT,
  GROUP,
  QUOTA,
  ADAPTER,
  YARDSTICK,
  TRAINING_RUN,
  TRAINING_SET,
  LABEL_SCHEMA,
  GUIDELINES,
  BULK,
  ANSWER,
  DECISION,
  ADDRESS;

  @Override
  public String key() {
    return "thing." + Wording.super.key();
  }
}
