package io.qalam.review.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The guidelines of the transaction's tenant. */
@ApplicationScoped
public class GuidelineRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(Guideline guideline) {
    em.persist(guideline);
  }

  /** The project's version in force. */
  public Optional<Guideline> newest(UUID projectId) {
    return em.createQuery(
            "select g from Guideline g where g.projectId = :project order by g.version desc",
            Guideline.class)
        .setParameter("project", projectId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Versions of the project, the newest first, at most {@code most}. */
  public List<Guideline> versions(UUID projectId, int most) {
    return em.createQuery(
            "select g from Guideline g where g.projectId = :project order by g.version desc",
            Guideline.class)
        .setParameter("project", projectId)
        .setMaxResults(most)
        .getResultList();
  }

  /** One version of the project. */
  public Optional<Guideline> version(UUID projectId, int version) {
    return em.createQuery(
            "select g from Guideline g where g.projectId = :project and g.version = :version",
            Guideline.class)
        .setParameter("project", projectId)
        .setParameter("version", version)
        .getResultStream()
        .findFirst();
  }
}
