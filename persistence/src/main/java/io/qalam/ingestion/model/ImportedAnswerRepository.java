package io.qalam.ingestion.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What came along with the posts of the transaction's tenant, in the order of their files. */
@ApplicationScoped
public class ImportedAnswerRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(ImportedAnswer answer) {
    em.persist(answer);
  }

  public List<ImportedAnnotation> annotations(Collection<UUID> postIds) {
    return of(ImportedAnnotation.class, postIds);
  }

  public List<ImportedPrediction> predictions(Collection<UUID> postIds) {
    return of(ImportedPrediction.class, postIds);
  }

  private <T extends ImportedAnswer> List<T> of(Class<T> type, Collection<UUID> postIds) {
    String query = "select a from %s a where a.postId in :posts order by a.id";
    return em.createQuery(query.formatted(type.getSimpleName()), type)
        .setParameter("posts", postIds)
        .getResultList();
  }
}
