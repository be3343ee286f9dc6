package io.qalam.tenant;

/** The kinds of problems, each with its HTTP status; the wording is the title of its problems. */
public enum ProblemKind implements Wording {
  MALFORMED(400),
  UNAUTHENTICATED(401),
  FORBIDDEN(403),
  NOT_FOUND(404),
  CONFLICT(409),
  TOO_LARGE(413),
  INVALID(422),
  UNPROCESSABLE(422),
  TOO_MANY_ATTEMPTS(429);

  private final int status;

  ProblemKind(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** Its stable name: the last part of the problem's type. */
  public String slug() {
    return Wording.super.key();
  }

  @Override
  public String key() {
    return "title." + slug();
  }
}
