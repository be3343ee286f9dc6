package io.qalam.queue.web;

import io.qalam.queue.CheckService;
import io.qalam.queue.MemberAccuracy;
import io.qalam.queue.MemberAccuracy.Answers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How well members label what is known, for the pages that show it. */
@Named
@RequestScoped
public class ChecksView {

  @Inject private CheckService checks;

  private @Nullable Map<UUID, MemberAccuracy> byMember;

  /** Right answers of all, as {@code 18 / 20}; a dash for who met nothing yet. */
  public String right(UUID account) {
    if (byMember == null) {
      byMember =
          checks.accuracies().stream()
              .collect(Collectors.toMap(MemberAccuracy::accountId, found -> found));
    }
    @Nullable MemberAccuracy found = byMember.get(account);
    return found == null ? "–" : text(found.gold(), found.attention());
  }

  private static String text(Answers gold, Answers attention) {
    return (gold.right() + attention.right()) + " / " + (gold.answered() + attention.answered());
  }
}
