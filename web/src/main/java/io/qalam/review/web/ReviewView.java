package io.qalam.review.web;

import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.SecondText;
import io.qalam.review.GuidelineService;
import io.qalam.review.GuidelineText;
import io.qalam.tenant.NotFound;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The review page's frame; what happens in it is {@link ReviewDesk}'s. */
@Named
@RequestScoped
public class ReviewView {

  @Inject private ProjectService projects;
  @Inject private GuidelineService guidelines;

  private @Nullable UUID project;
  private String name = "";
  private @Nullable SecondText secondText;
  private boolean multiLabel;
  private boolean ofSummaries;
  private int leaseSeconds;
  private @Nullable GuidelineText guide;

  /** Reads the project that the address names. */
  public void load() {
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    Project found = projects.find(project);
    name = found.getName();
    secondText = found.getSecondText();
    multiLabel = found.isMultiLabel();
    ofSummaries = found.isOfSummaries();
    leaseSeconds = found.getLeaseSeconds();
    guide = guidelines.inForce(project).orElse(null);
  }

  /** The guidelines in force; null where the project has none. */
  public @Nullable GuidelineText getGuide() {
    return guide;
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  /** What the posts' second text is; null where they have one alone. */
  public @Nullable SecondText getSecondText() {
    return secondText;
  }

  /** Whether a post may have several labels. */
  public boolean isMultiLabel() {
    return multiLabel;
  }

  /** Whether posts get summaries here, and no labels. */
  public boolean isOfSummaries() {
    return ofSummaries;
  }

  /** The ratings of a model's summary, by the digits that give them. */
  public List<String> getRatings() {
    return List.of("1", "2", "3", "4", "5");
  }

  public String getName() {
    return name;
  }

  public int getLeaseSeconds() {
    return leaseSeconds;
  }
}
