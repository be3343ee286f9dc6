package io.qalam.review.web;

import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.Project;
import io.qalam.tenant.NotFound;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The review page's frame; what happens in it is {@link ReviewDesk}'s. */
@Named
@RequestScoped
public class ReviewView {

  @Inject private ProjectService projects;

  private @Nullable UUID project;
  private String name = "";
  private int leaseSeconds;

  /** Reads the project that the address names. */
  public void load() {
    if (project == null) {
      throw new NotFound("project", "without an id");
    }
    Project found = projects.find(project);
    name = found.getName();
    leaseSeconds = found.getLeaseSeconds();
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  public String getName() {
    return name;
  }

  public int getLeaseSeconds() {
    return leaseSeconds;
  }
}
