package io.qalam.review;

/** A page that has keys of its own; two actions of one page never have the same key. */
public enum KeyPage {
  /** Where annotators answer. */
  REVIEW,
  /** Where editors decide. */
  ADJUDICATION,
  /** Every list of posts: finding them, accepting many, quality. */
  POSTS;

  /** Whether the page has an action. */
  public boolean has(KeyAction action) {
    return action.pages().contains(this);
  }
}
