package io.qalam.labelschema.web;

import io.qalam.labelschema.AssignedGroup;
import io.qalam.labelschema.ProjectGroupService;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The groups that a project is for, on its settings page. */
@Named
@ViewScoped
public class AssignedGroupsView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private ProjectGroupService service;

  private transient @Nullable List<AssignedGroup> groups;

  /** Which groups are ticked, by their ids. */
  private final Map<String, Boolean> ticked = new HashMap<>();

  /** Every group of the tenant, by name. */
  public List<AssignedGroup> groups(UUID project) {
    if (groups == null) {
      groups = service.groups(project);
      groups.forEach(group -> ticked.putIfAbsent(group.id().toString(), group.assigned()));
    }
    return groups;
  }

  /** Makes the project one for the groups that are ticked. */
  public void save(UUID project) {
    List<UUID> chosen =
        ticked.entrySet().stream()
            .filter(entry -> Boolean.TRUE.equals(entry.getValue()))
            .map(entry -> UUID.fromString(entry.getKey()))
            .toList();
    service.assign(project, chosen);
    groups = null;
    ticked.clear();
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle text = faces.getApplication().getResourceBundle(faces, "projectText");
    faces.addMessage(null, new FacesMessage(text.getString("groups.saved"), ""));
  }

  public Map<String, Boolean> getTicked() {
    return ticked;
  }
}
