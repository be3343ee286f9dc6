package io.qalam.labelschema.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The projects and label schemas of the transaction's tenant; deleted projects are not found. */
@ApplicationScoped
public class ProjectRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(Project project) {
    em.persist(project);
  }

  public void add(LabelSchema schema) {
    em.persist(schema);
  }

  public Optional<Project> find(UUID id) {
    return Optional.ofNullable(em.find(Project.class, id)).filter(p -> !p.isDeleted());
  }

  /**
   * The project, locked until the transaction ends.
   *
   * <p>Import, prediction requests and changes of the label schema take this lock first, so that
   * each sees what the other did.
   */
  public Optional<Project> lock(UUID id) {
    return Optional.ofNullable(em.find(Project.class, id, LockModeType.PESSIMISTIC_WRITE))
        .filter(p -> !p.isDeleted());
  }

  public Optional<Project> findByName(String name) {
    return em.createQuery(
            "select p from Project p where p.name = :name and p.deletedAt is null", Project.class)
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  /** All projects, the oldest first. */
  public List<Project> list() {
    return em.createQuery(
            "select p from Project p where p.deletedAt is null order by p.id", Project.class)
        .getResultList();
  }

  /** The label schema of that version. */
  public Optional<LabelSchema> schema(UUID projectId, int version) {
    return em.createQuery(
            "select s from LabelSchema s where s.projectId = :project and s.version = :version",
            LabelSchema.class)
        .setParameter("project", projectId)
        .setParameter("version", version)
        .getResultStream()
        .findFirst();
  }

  /** What became of the labels between two versions; nothing is read where they are one. */
  public LabelHistory history(UUID projectId, int version, int other) {
    return LabelHistory.of(
        version == other
            ? List.of()
            : em.createQuery(
                    "select s from LabelSchema s where s.projectId = :project"
                        + " and s.version between :first and :last",
                    LabelSchema.class)
                .setParameter("project", projectId)
                .setParameter("first", Math.min(version, other))
                .setParameter("last", Math.max(version, other))
                .getResultList());
  }

  /** What became of the labels in all versions. */
  public LabelHistory history(UUID projectId) {
    return LabelHistory.of(schemas(projectId));
  }

  /** Every version, the newest first. */
  public List<LabelSchema> schemas(UUID projectId) {
    return em.createQuery(
            "select s from LabelSchema s where s.projectId = :project order by s.version desc",
            LabelSchema.class)
        .setParameter("project", projectId)
        .getResultList();
  }
}
