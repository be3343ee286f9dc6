package io.qalam.labelschema;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Role;
import io.qalam.labelschema.SchemaChange.Checked;
import io.qalam.labelschema.SchemaPreview.Line;
import io.qalam.labelschema.model.LabelChange;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.labelschema.model.LabelUseRepository;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Renames, merges, splits and retires labels: shows what that would touch, and puts it in force as
 * the next version of the label schema.
 *
 * <p>What people said is never rewritten. What it counts as follows by the lines of the change,
 * post by post in the background ({@link SchemaChanged}).
 */
@Stateless
@Tenanted
@NeedsRole(Role.ADMIN)
public class SchemaChangeService {

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private LabelUseRepository uses;
  @Inject private AuditTrail audit;
  @Inject private Event<SchemaChanged> schemaChanged;

  /**
   * What a change would touch; nothing changes.
   *
   * @throws Invalid when a line of it breaks a rule
   * @throws Conflict when the schema moved on, an earlier change is still being carried out, or the
   *     project's posts get summaries
   */
  public SchemaPreview preview(UUID projectId, SchemaChange wanted) {
    Project project = projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
    AnswerKinds.requireLabels(project, LabelSchemaWording.LABEL_CHANGES);
    LabelSchema inForce = inForce(project);
    if (wanted.fromVersion() != null) {
      requireInForce(project, wanted.fromVersion());
    }
    requireCarriedOut(project);
    Checked change = wanted.check(inForce);
    return new SchemaPreview(
        inForce.getVersion(),
        inForce.getVersion() + 1,
        change.labels(),
        change.instructions(),
        lines(inForce, change));
  }

  private List<Line> lines(LabelSchema inForce, Checked wanted) {
    UUID projectId = inForce.getProjectId();
    Map<String, Long> posts = uses.posts(projectId);
    Map<String, Long> annotations = uses.annotations(projectId);
    Map<String, Long> decisions = uses.decisions(projectId);
    Map<String, Long> gold = uses.gold(projectId);
    Map<String, Long> checks = uses.checks(projectId);
    return wanted.changes().stream()
        .map(
            change ->
                new Line(
                    change.label(),
                    change.becomes(),
                    change.into(),
                    of(change.label(), posts, inForce),
                    of(change.label(), annotations, inForce),
                    of(change.label(), decisions, inForce),
                    of(change.label(), gold, inForce),
                    of(change.label(), checks, inForce)))
        .toList();
  }

  /** How many carry the label, alone or in a set. */
  private static long of(String label, Map<String, Long> counts, LabelSchema inForce) {
    return inForce.isMultiLabel()
        ? counts.entrySet().stream()
            .filter(one -> LabelSet.parse(one.getKey()).has(label))
            .mapToLong(Map.Entry::getValue)
            .sum()
        : counts.getOrDefault(label, 0L);
  }

  /**
   * Puts a change in force.
   *
   * @throws Invalid when a line of it breaks a rule, or it does not say what version it is for
   * @throws Conflict when the schema moved on, an earlier change is still being carried out, or the
   *     project's posts get summaries
   */
  public LabelSchema change(UUID projectId, SchemaChange wanted) {
    Project project = projects.lock(projectId).orElseThrow(() -> NotFound.project(projectId));
    AnswerKinds.requireLabels(project, LabelSchemaWording.LABEL_CHANGES);
    if (wanted.fromVersion() == null) {
      throw Invalid.missing("fromVersion");
    }
    requireInForce(project, wanted.fromVersion());
    requireCarriedOut(project);
    Checked change = wanted.check(inForce(project));
    project.raiseSchemaVersion();
    LabelSchema schema =
        new LabelSchema(
            project, change.labels(), change.instructions(), change.changes(), context.userName());
    projects.add(schema);
    audit.record(Deed.PROJECT_SCHEMA_CHANGED, projectId, detail(schema));
    schemaChanged.fire(
        new SchemaChanged(
            context.tenantId(), projectId, schema.getVersion(), change.movesLabels()));
    return schema;
  }

  private static void requireInForce(Project project, int version) {
    if (version != project.getSchemaVersion()) {
      throw new Conflict(LabelSchemaWording.MOVED_ON, version, project.getSchemaVersion());
    }
  }

  private void requireCarriedOut(Project project) {
    if (uses.isCarrying(project.getId())) {
      throw new Conflict(LabelSchemaWording.STILL_CARRYING, project.getSchemaVersion());
    }
  }

  private static Map<String, Object> detail(LabelSchema schema) {
    List<Map<String, Object>> lines =
        schema.getChanges().stream()
            .filter(LabelChange::movesLabels)
            .map(
                change ->
                    Map.<String, Object>of(
                        "label", change.label(),
                        "becomes", change.becomes().name(),
                        "into", change.into()))
            .toList();
    return Map.of("version", schema.getVersion(), "labels", schema.getLabels(), "changes", lines);
  }

  /** Every version of the label schema with what became of the labels, the newest first. */
  @NeedsRole(Role.EDITOR)
  public List<LabelSchema> history(UUID projectId) {
    Project project = projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
    return projects.schemas(project.getId());
  }

  private LabelSchema inForce(Project project) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .orElseThrow(() -> new IllegalStateException("No label schema of " + project.getId()));
  }
}
