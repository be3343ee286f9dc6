package io.qalam.account.model;

/**
 * What an account may do in its tenant; each role includes the ones before it.
 *
 * <p>An annotator reviews posts, an editor adjudicates and configures projects, an admin also keeps
 * the members and the training.
 */
public enum Role {
  ANNOTATOR,
  EDITOR,
  ADMIN;

  /** Whether whoever has this role may do what {@code needed} allows. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }
}
