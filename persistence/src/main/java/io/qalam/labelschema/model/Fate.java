package io.qalam.labelschema.model;

/** What becomes of a label in the next version of a label schema. */
public enum Fate {
  /** It stays. */
  KEPT,
  /** It is called otherwise, and means the same. */
  RENAMED,
  /** It is one label with others from now on. */
  MERGED,
  /** It is several labels from now on: nobody but a reader of the post can tell which. */
  SPLIT,
  /** It is asked for no more. */
  RETIRED
}
