package io.qalam.overview.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/**
 * Finds posts of the transaction's tenant by what is asked for.
 *
 * <p>Through the database's function {@code find_posts}, and so by native queries: only there can a
 * search for words use its index under row-level security (V5__finding_posts.sql says why).
 */
@ApplicationScoped
public class PostSearchRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /** The ids of the posts, in the filter's order, at most {@code most}. */
  public List<UUID> find(UUID projectId, PostFilter filter, int most) {
    return em
        .createNativeQuery("select find_posts(?1, cast(?2 as jsonb), ?3)", UUID.class)
        .setParameter(1, projectId)
        .setParameter(2, filter.json())
        .setParameter(3, most)
        .getResultList()
        .stream()
        .map(UUID.class::cast)
        .toList();
  }

  /** How many posts there are; {@code most} where there are more. */
  public long count(UUID projectId, PostFilter filter, int most) {
    Object count =
        em.createNativeQuery(
                "select count(*) from find_posts(?1, cast(?2 as jsonb), ?3)", Long.class)
            .setParameter(1, projectId)
            .setParameter(2, filter.json())
            .setParameter(3, most)
            .getSingleResult();
    return (Long) count;
  }
}
