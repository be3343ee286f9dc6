package io.qalam.queue.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member in a project.
 *
 * @param answers in force; null where none was ever counted
 * @param quotas that may hold for them: their own, their groups', everybody's
 */
public record MemberStanding(@Nullable Long answers, List<Quota> quotas) {
  public MemberStanding {
    quotas = List.copyOf(quotas);
  }
}
