package io.qalam.trainer.report;

import io.qalam.trainer.eval.PairedBootstrap.Interval;

/** A number from 0 to 1, or the difference of two, with its 95 % interval. */
public record Figure(double value, double lower, double upper) {

  static Figure of(double value, Interval interval) {
    return new Figure(value, interval.lower(), interval.upper());
  }

  /** The same difference seen from the other side. */
  Figure turned() {
    return new Figure(-value, -upper, -lower);
  }
}
