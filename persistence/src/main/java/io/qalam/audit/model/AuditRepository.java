package io.qalam.audit.model;

import io.qalam.account.model.AuditEvent;
import io.qalam.audit.model.Deeds.Place;
import io.qalam.review.model.Annotation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deeds of the transaction's tenant, the newest first, from the places where they are kept.
 *
 * <p>Each query reads one index backwards from the page's beginning and ends with the page.
 */
@ApplicationScoped
public class AuditRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * Events of the audit trail.
   *
   * @param action how the action begins
   */
  public List<AuditEvent> events(
      Deeds deeds,
      @Nullable String actor,
      @Nullable String action,
      @Nullable String subject,
      @Nullable UUID project,
      int most) {
    String query =
        "select e from AuditEvent e where 1 = 1"
            + (actor == null ? "" : " and e.actor = :actor")
            + (action == null ? "" : " and e.action like :action escape '!'")
            + (subject == null ? "" : " and e.subject = :subject")
            + (project == null ? "" : " and e.project = :project")
            + deeds.where("e.at", "e.id");
    TypedQuery<AuditEvent> events = em.createQuery(query, AuditEvent.class);
    set(events, "actor", actor);
    set(events, "action", action == null ? null : action.replaceAll("([!%_])", "!$1") + "%");
    set(events, "subject", subject);
    set(events, "project", project == null ? null : project.toString());
    return page(events, deeds, most);
  }

  /**
   * Whose labels are asked for, about what; null asks for all.
   *
   * @param post the only one
   * @param project of the posts
   */
  public record Labels(@Nullable UUID account, @Nullable UUID post, @Nullable UUID project) {}

  /** Labels as they were given. */
  public List<Annotation> given(Deeds deeds, Labels wanted, int most) {
    return annotations("a.createdAt", "", deeds, wanted, most);
  }

  /** Labels as they were taken back. */
  public List<Annotation> undone(Deeds deeds, Labels wanted, int most) {
    return annotations("a.undoneAt", " and a.undoneAt is not null", deeds, wanted, most);
  }

  private List<Annotation> annotations(
      String at, String which, Deeds deeds, Labels wanted, int most) {
    String query =
        "select a from Annotation a where 1 = 1"
            + which
            + (wanted.account() == null ? "" : " and a.accountId = :account")
            + (wanted.post() == null ? "" : " and a.postId = :post")
            + (wanted.project() == null ? "" : " and a.projectId = :project")
            + deeds.where(at, "a.id");
    TypedQuery<Annotation> annotations = em.createQuery(query, Annotation.class);
    set(annotations, "account", wanted.account());
    set(annotations, "post", wanted.post());
    set(annotations, "project", wanted.project());
    return page(annotations, deeds, most);
  }

  private static <T> List<T> page(TypedQuery<T> query, Deeds deeds, int most) {
    set(query, "from", deeds.from());
    set(query, "before", deeds.before());
    Place last = deeds.last();
    set(query, "at", last == null ? null : last.at());
    set(query, "id", last == null ? null : last.id());
    return query.setMaxResults(most).getResultList();
  }

  private static void set(TypedQuery<?> query, String name, @Nullable Object value) {
    if (value != null) {
      query.setParameter(name, value);
    }
  }

  /** User names by account. */
  public Map<UUID, String> userNames() {
    return em.createQuery("select a.id, a.userName from Account a", Object[].class)
        .getResultStream()
        .collect(Collectors.toMap(row -> (UUID) row[0], row -> (String) row[1]));
  }
}
