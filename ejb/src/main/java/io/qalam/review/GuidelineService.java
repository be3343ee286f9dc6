package io.qalam.review;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Role;
import io.qalam.labelschema.ProjectAccess;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.review.model.Guideline;
import io.qalam.review.model.GuidelineRepository;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Thing;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps what a project tells its annotators: everybody reads it, an admin words it. */
@Stateless
@Tenanted
@NeedsRole(Role.ANNOTATOR)
public class GuidelineService {

  /** Older versions stay in the database; a page need not list them. */
  private static final int MOST_LISTED = 50;

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private ProjectAccess access;
  @Inject private GuidelineRepository guidelines;
  @Inject private AuditTrail audit;

  /** The guidelines in force; empty where the project never had any. */
  public Optional<GuidelineText> inForce(UUID projectId) {
    return guidelines.newest(existing(projectId)).map(GuidelineText::of);
  }

  /** One version, in force or not. */
  public GuidelineText version(UUID projectId, int version) {
    return guidelines
        .version(existing(projectId), version)
        .map(GuidelineText::of)
        .orElseThrow(() -> new NotFound(Thing.GUIDELINES, version));
  }

  /** The newest versions, the one in force first. */
  public List<Guideline> versions(UUID projectId) {
    return guidelines.versions(existing(projectId), MOST_LISTED);
  }

  /**
   * Puts a new wording in force; the same wording again is no new version.
   *
   * @throws Conflict when somebody else put another version in force meanwhile
   */
  @NeedsRole(Role.ADMIN)
  public GuidelineText change(UUID projectId, NewGuideline wanted) {
    String markdown = wanted.checked();
    UUID project = projects.lock(projectId).orElseThrow(() -> NotFound.project(projectId)).getId();
    Optional<Guideline> former = guidelines.newest(project);
    requireWrittenFrom(former, wanted);
    if (former.isPresent() && former.get().getMarkdown().equals(markdown)) {
      return GuidelineText.of(former.get());
    }
    int version = former.map(Guideline::getVersion).orElse(0) + 1;
    Guideline next = new Guideline(projectId, version, markdown, context.userName(), Instant.now());
    guidelines.add(next);
    audit.record(Deed.GUIDELINES_CHANGED, projectId, Map.of("version", version));
    return GuidelineText.of(next);
  }

  private static void requireWrittenFrom(Optional<Guideline> former, NewGuideline wanted) {
    Integer version = wanted.version();
    int inForce = former.map(Guideline::getVersion).orElse(0);
    if (version == null || version == inForce) {
      return;
    }
    throw former
        .map(
            guideline ->
                new Conflict(
                    ReviewWording.GUIDELINES_MOVED,
                    version,
                    guideline.getVersion(),
                    guideline.getCreatedBy()))
        .orElseGet(() -> new Conflict(ReviewWording.GUIDELINES_GONE, version));
  }

  private UUID existing(UUID projectId) {
    return access.require(projectId).getId();
  }
}
