package io.qalam.audit;

import io.qalam.account.model.Role;
import io.qalam.audit.model.AuditRepository;
import io.qalam.audit.model.AuditRepository.Labels;
import io.qalam.audit.model.Deeds;
import io.qalam.review.model.Annotation;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds who did what and when, over the audit trail and every label given or taken back. */
@Stateless
@Tenanted
@NeedsRole(Role.ADMIN)
public class AuditService {

  @Inject private AuditRepository deeds;

  /**
   * A page of deeds, the newest first.
   *
   * @throws io.qalam.tenant.Invalid naming the part of the question that makes no sense
   */
  public AuditPage page(AuditQuery query) {
    int most = query.most();
    Deeds wanted = query.deeds();
    List<AuditLine> lines = new ArrayList<>(events(query, wanted, most + 1));
    lines.addAll(labels(query, wanted, most + 1));
    lines.sort(AuditLine.NEWEST_FIRST);
    List<AuditLine> page = List.copyOf(lines.subList(0, Math.min(most, lines.size())));
    return new AuditPage(
        page, lines.size() > most ? AuditQuery.cursor(page.get(page.size() - 1)) : null);
  }

  private List<AuditLine> events(AuditQuery query, Deeds wanted, int most) {
    return deeds
        .events(
            wanted,
            query.wantedActor(),
            query.wantedAction(),
            query.wantedSubject(),
            query.wantedProject(),
            most)
        .stream()
        .map(AuditLine::of)
        .toList();
  }

  private List<AuditLine> labels(AuditQuery query, Deeds wanted, int most) {
    Map<UUID, String> names = deeds.userNames();
    String actor = query.wantedActor();
    String subject = query.wantedSubject();
    UUID account = actor == null ? null : account(actor, names);
    UUID post = subject == null ? null : id(subject);
    if ((actor != null && account == null) || (subject != null && post == null)) {
      return List.of();
    }
    Labels labels = new Labels(account, post, query.wantedProject());
    List<AuditLine> lines = new ArrayList<>();
    if (begins(AuditLine.GIVEN, query.wantedAction())) {
      deeds.given(wanted, labels, most).stream()
          .map(annotation -> AuditLine.given(annotation, names))
          .forEach(lines::add);
    }
    if (begins(AuditLine.UNDONE, query.wantedAction())) {
      deeds.undone(wanted, labels, most).stream()
          .map(annotation -> undone(annotation, names))
          .forEach(lines::add);
    }
    return lines;
  }

  private static AuditLine undone(Annotation annotation, Map<UUID, String> names) {
    return AuditLine.undone(annotation, Objects.requireNonNull(annotation.getUndoneAt()), names);
  }

  private static boolean begins(String action, @Nullable String wanted) {
    return wanted == null || action.startsWith(wanted);
  }

  private static @Nullable UUID account(String actor, Map<UUID, String> names) {
    return names.entrySet().stream()
        .filter(name -> name.getValue().equals(actor))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable UUID id(String subject) {
    try {
      return UUID.fromString(subject);
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }
}
