package io.qalam.ingestion;

/** An import that somebody stopped, or that another node works on. */
final class ImportStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
