package io.qalam.tenant;

/** There is no such thing, or it is another tenant's: a caller cannot tell the two apart (404). */
public class NotFound extends Problem {

  private static final long serialVersionUID = 1L;

  private NotFound(Sentence sentence) {
    super(ProblemKind.NOT_FOUND, sentence);
  }

  /**
   * @param thing what was asked for
   * @param id the id it was asked by
   */
  public NotFound(Thing thing, Object id) {
    this(Sentence.of(TenantWording.NOT_THERE, thing, id));
  }

  public static NotFound project(Object id) {
    return new NotFound(Thing.PROJECT, id);
  }

  /** The page is one of a project, and its address names none. */
  public static NotFound noProjectNamed() {
    return new NotFound(Sentence.of(TenantWording.NO_PROJECT_NAMED));
  }

  public static NotFound labelSchema(Object project) {
    return new NotFound(Thing.LABEL_SCHEMA, project);
  }

  public static NotFound member(Object id) {
    return new NotFound(Thing.MEMBER, id);
  }

  public static NotFound post(Object id) {
    return new NotFound(Thing.POST, id);
  }

  public static NotFound task(Object id) {
    return new NotFound(Thing.TASK, id);
  }

  public static NotFound adapter(Object id) {
    return new NotFound(Thing.ADAPTER, id);
  }

  public static NotFound trainingRun(Object id) {
    return new NotFound(Thing.TRAINING_RUN, id);
  }

  public static NotFound trainingSet(Object id) {
    return new NotFound(Thing.TRAINING_SET, id);
  }
}
