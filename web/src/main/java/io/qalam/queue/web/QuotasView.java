package io.qalam.queue.web;

import io.qalam.account.AccountService;
import io.qalam.account.GroupService;
import io.qalam.queue.NewQuota;
import io.qalam.queue.QuotaService;
import io.qalam.queue.QuotaUse;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The quotas on a project's settings page: what is set, what is used. */
@Named
@ViewScoped
public class QuotasView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String SEEN = QuotasView.class.getName();
  private static final String FOUND = SEEN + ".everybody";
  private static final String MEMBER = "member:";
  private static final String GROUP = "group:";

  @Inject private QuotaService quotas;
  @Inject private AccountService accounts;
  @Inject private GroupService groups;

  private String whose = "";
  private @Nullable Integer perDay;
  private @Nullable Integer inAll;
  private String timeZone = "UTC";

  /** The quotas and their use, as they were when this request first asked. */
  public QuotaUse use(UUID project) {
    return (QuotaUse)
        FacesContext.getCurrentInstance()
            .getAttributes()
            .computeIfAbsent(SEEN, first -> quotas.use(project));
  }

  /**
   * Whose quota an admin may set: everybody's, a group's, a member's; as this request found them.
   */
  @SuppressWarnings("unchecked")
  public List<SelectItem> getEverybody() {
    return (List<SelectItem>)
        FacesContext.getCurrentInstance()
            .getAttributes()
            .computeIfAbsent(FOUND, first -> everybody());
  }

  private List<SelectItem> everybody() {
    ResourceBundle text = text();
    List<SelectItem> items = new ArrayList<>();
    items.add(new SelectItem("", text.getString("quota.everybody")));
    groups
        .list()
        .forEach(
            group ->
                items.add(
                    new SelectItem(
                        GROUP + group.id(), text.getString("quota.group") + " " + group.name())));
    accounts
        .list()
        .forEach(
            account -> items.add(new SelectItem(MEMBER + account.getId(), account.getUserName())));
    return items;
  }

  public void set(UUID project) {
    quotas.set(project, new NewQuota(chosen(MEMBER), chosen(GROUP), perDay, inAll, timeZone));
    perDay = null;
    inAll = null;
    lookAgain();
    FacesContext.getCurrentInstance()
        .addMessage(null, new FacesMessage(text().getString("quota.set.done"), ""));
  }

  private @Nullable UUID chosen(String kind) {
    return whose.startsWith(kind) ? UUID.fromString(whose.substring(kind.length())) : null;
  }

  public void remove(UUID project, UUID quota) {
    quotas.remove(project, quota);
    lookAgain();
  }

  private static void lookAgain() {
    FacesContext.getCurrentInstance().getAttributes().remove(SEEN);
  }

  private static ResourceBundle text() {
    FacesContext faces = FacesContext.getCurrentInstance();
    return faces.getApplication().getResourceBundle(faces, "queueText");
  }

  public String getWhose() {
    return whose;
  }

  public void setWhose(@Nullable String whose) {
    this.whose = whose == null ? "" : whose;
  }

  public @Nullable Integer getPerDay() {
    return perDay;
  }

  public void setPerDay(@Nullable Integer perDay) {
    this.perDay = perDay;
  }

  public @Nullable Integer getInAll() {
    return inAll;
  }

  public void setInAll(@Nullable Integer inAll) {
    this.inAll = inAll;
  }

  public String getTimeZone() {
    return timeZone;
  }

  public void setTimeZone(@Nullable String timeZone) {
    this.timeZone = timeZone == null ? "" : timeZone;
  }
}
