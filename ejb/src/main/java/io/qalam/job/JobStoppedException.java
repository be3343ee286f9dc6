package io.qalam.job;

/** A job that somebody stopped, or that another node works on. */
public final class JobStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
