package io.qalam.labelschema;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Role;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.LabelUseRepository;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.labelschema.model.ProjectSettings;
import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.labelschema.model.Served;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes projects, keeps their settings, and puts new label schemas in force. */
@Stateless
@Tenanted
@NeedsRole(Role.ANNOTATOR)
public class ProjectService {

  /** How far rounding may carry a sum of shares. */
  /**
   * Of each arm: without posts drawn at random nothing shows what the strategy is worth, and
   * without blind ones nothing shows how much the screen decides.
   */
  private static final double LEAST_ARM = 0.01f;

  private static final double ROUNDING = 1e-6;

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private ProjectAccess access;
  @Inject private LabelUseRepository uses;
  @Inject private AuditTrail audit;
  @Inject private Event<ProjectConfigured> configured;
  @Inject private Event<SchemaChanged> schemaChanged;
  @Inject private Event<ProjectDeleted> projectDeleted;

  /**
   * Makes a project at version 1 of its label schema.
   *
   * @throws Conflict when the name is taken
   */
  @NeedsRole(Role.ADMIN)
  public Project create(NewProject wanted) {
    String name = String.valueOf(wanted.name());
    refuseTaken(name);
    Project project =
        new Project(
                name,
                String.valueOf(wanted.task()),
                wanted.secondText(),
                wanted.hasSeveralLabels(),
                wanted.checkedLanguages())
            .answering(wanted.kind());
    projects.add(project);
    projects.add(schema(project, wanted.schema()));
    audit.record(Deed.PROJECT_CREATED, project.getId(), Map.of("name", name));
    return project;
  }

  /** The project of this id. */
  public Project find(UUID id) {
    return access.require(id);
  }

  /** The project of this id or, failing that, of this name. */
  public Project find(String idOrName) {
    return id(idOrName)
        .flatMap(access::find)
        .or(() -> access.findByName(idOrName))
        .orElseThrow(() -> NotFound.project(idOrName));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** The project for those who may look at its settings. */
  @NeedsRole(Role.EDITOR)
  public Project settings(UUID id) {
    return find(id);
  }

  /** The labelling tasks of the LlamaLens paper, to open a project from. */
  public List<CatalogueTask> catalogue() {
    return TaskCatalogue.all();
  }

  /** Every project that the caller may see, the oldest first. */
  public List<Project> list() {
    return access.list();
  }

  /** Takes every setting that is not null. */
  @NeedsRole(Role.ADMIN)
  public Project configure(UUID id, ProjectSettings settings) {
    ProjectSettings checked = check(settings);
    Project project = lock(id);
    if (checked.name() != null && !checked.name().equals(project.getName())) {
      refuseTaken(checked.name());
    }
    Overlap overlap = Overlap.of(project);
    Map<QueryStrategy, Double> order = project.strategyShares();
    Arms arms = Arms.of(project);
    Served served = project.getServed();
    project.configure(checked);
    requireMix(project);
    requireRoom(project);
    SummarySettings.check(project);
    configured.fire(
        new ProjectConfigured(
            context.tenantId(),
            id,
            !overlap.equals(Overlap.of(project)),
            !order.equals(project.strategyShares()),
            !arms.equals(Arms.of(project)),
            served != project.getServed()));
    audit.record(Deed.PROJECT_CONFIGURED, id, checked.given());
    return project;
  }

  /** How many people a post needs, at least and at most. */
  private record Overlap(int least, int most) {
    static Overlap of(Project project) {
      return new Overlap(project.getOverlap(), project.getMaxOverlap());
    }
  }

  /** The shares of the arms beside the strategy's. */
  private record Arms(float random, float blind) {
    static Arms of(Project project) {
      return new Arms(project.getRandomShare(), project.getBlindShare());
    }
  }

  private static void requireMix(Project project) {
    if (project.getQueryStrategy() == QueryStrategy.MIXTURE && project.getStrategyMix().isEmpty()) {
      throw new Invalid("strategyMix", LabelSchemaWording.MIX_MISSING);
    }
  }

  /** What one arm takes beyond the whole, the other would lose. */
  private static void requireRoom(Project project) {
    double sum = (double) project.getRandomShare() + project.getBlindShare();
    if (sum > 1 + ROUNDING) {
      throw new Invalid("blindShare", LabelSchemaWording.ARMS_SUM, sum);
    }
  }

  private static ProjectSettings check(ProjectSettings settings) {
    FieldCheck check = new FieldCheck();
    @Nullable String name =
        settings.name() == null ? null : check.line("name", settings.name(), 120);
    check.range("overlap", settings.overlap(), 1, 9);
    check.range("maxOverlap", settings.maxOverlap(), 1, 9);
    StrategyMix.check(check, settings.strategyMix());
    check.range("randomShare", settings.randomShare(), LEAST_ARM, 1);
    check.range("checkShare", settings.checkShare(), 0, 0.5);
    check.range("blindShare", settings.blindShare(), LEAST_ARM, 1);
    check.range("leaseSeconds", settings.leaseSeconds(), 10, 86_400);
    check.range("gateDelta", settings.gateDelta(), 0, 1);
    check.range("ratchetDelta", settings.ratchetDelta(), 0, 1);
    check.done();
    return settings.named(name);
  }

  /**
   * How many labelled posts would wait for more people again, if so many were wanted for each post;
   * they are counted up to a most, since it is their being many that matters.
   */
  @NeedsRole(Role.ADMIN)
  public int unlabelledBy(UUID id, int overlap, int most) {
    boolean raised = overlap > access.require(id).getOverlap();
    return raised ? uses.labelledByFewer(id, overlap, most) : 0;
  }

  /** Takes the project out of use; its rows stay, its name is free again. */
  @NeedsRole(Role.ADMIN)
  public void delete(UUID id) {
    Project project = lock(id);
    project.delete();
    audit.record(Deed.PROJECT_DELETED, id, Map.of("name", project.getName()));
    projectDeleted.fire(new ProjectDeleted(context.tenantId(), id));
  }

  /**
   * Puts the next version of the label schema in force: other instructions, another order, labels
   * beside those there are.
   *
   * @throws Invalid when a label in force is left out: {@link SchemaChangeService} asks what
   *     becomes of it; when a label of a multi-label project has a comma; when a project of
   *     summaries would get labels
   */
  @NeedsRole(Role.ADMIN)
  public LabelSchema changeSchema(UUID id, NewLabelSchema wanted) {
    Project project = lock(id);
    wanted.requireFits(project.getAnswer()).requireFor(project.isMultiLabel());
    requireAll(inForce(project).getLabels(), wanted.checkedLabels());
    project.raiseSchemaVersion();
    LabelSchema schema = schema(project, wanted);
    projects.add(schema);
    audit.record(
        Deed.PROJECT_SCHEMA_CHANGED,
        id,
        Map.of("version", schema.getVersion(), "labels", schema.getLabels()));
    schemaChanged.fire(new SchemaChanged(context.tenantId(), id, schema.getVersion(), false));
    return schema;
  }

  private static void requireAll(List<String> former, List<String> labels) {
    List<String> dropped = former.stream().filter(label -> !labels.contains(label)).toList();
    if (!dropped.isEmpty()) {
      throw new Invalid("labels", LabelSchemaWording.LEFT_OUT, dropped);
    }
  }

  /** The label schema in force. */
  public LabelSchema schema(UUID id) {
    return inForce(find(id));
  }

  /** Every version of the label schema, the newest first. */
  public List<LabelSchema> schemas(UUID id) {
    return projects.schemas(find(id).getId());
  }

  private Project lock(UUID id) {
    return projects.lock(id).orElseThrow(() -> NotFound.project(id));
  }

  private LabelSchema inForce(Project project) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .orElseThrow(() -> new IllegalStateException("No label schema of " + project.getId()));
  }

  private LabelSchema schema(Project project, NewLabelSchema wanted) {
    return new LabelSchema(
        project,
        wanted.checkedLabels(),
        wanted.instructionsFor(project.getTask(), project.getSecondText(), project.isMultiLabel()),
        List.of(),
        context.userName());
  }

  private void refuseTaken(String name) {
    if (projects.findByName(name).isPresent()) {
      throw new Conflict(LabelSchemaWording.NAME_TAKEN, name);
    }
  }
}
