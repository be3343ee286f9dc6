package io.qalam.tenant;

import java.sql.SQLException;

/** Thrown when the database refuses or cannot answer a question of the system role. */
public class SystemDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SystemDataException(SQLException cause) {
    super("The database did not do what the system role asked: " + cause.getMessage(), cause);
  }
}
