package io.qalam.prediction.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What predicts for a project.
 *
 * @param adapterId of the adapter or yardstick that answers; null for the base model alone
 * @param sequence grows with every change; 0 where no adapter was ever live
 */
public record LiveNow(@Nullable UUID adapterId, long sequence) {

  /** Where nothing was ever made live, the base model predicts. */
  public static final LiveNow BASE = new LiveNow(null, 0);
}
