package io.qalam.ingestion;

/** Thrown when a file cannot be read as posts at all: a wrong encoding, or no usable header row. */
class UnreadableFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableFileException(String reason) {
    super(reason);
  }
}
