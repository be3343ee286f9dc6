package io.qalam.tenant;

/** The request is larger than this server takes (413). */
public class TooLarge extends Problem {

  private static final long serialVersionUID = 1L;

  public TooLarge(String detail) {
    super(413, "too-large", "Too large", detail);
  }
}
