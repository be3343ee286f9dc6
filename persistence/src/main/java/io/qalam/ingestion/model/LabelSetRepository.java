package io.qalam.ingestion.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The label sets that the posts of a project carry, for the transaction's tenant. */
@ApplicationScoped
public class LabelSetRepository {

  private static final Set<Split> EVERY_PART = EnumSet.allOf(Split.class);

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /** Every text that is the final or the imported label of a post. */
  public List<String> seen(UUID projectId) {
    return Stream.concat(
            counts("finalLabel", projectId, EVERY_PART), counts("goldLabel", projectId, EVERY_PART))
        .map(row -> (String) row[0])
        .distinct()
        .toList();
  }

  /** How often each text is a post's final label. */
  public Map<String, Long> settled(UUID projectId) {
    Map<String, Long> sums = new HashMap<>();
    add(sums, counts("finalLabel", projectId, EVERY_PART));
    return sums;
  }

  /**
   * How often each text is the label of a post to train on.
   *
   * @param gold whether labels that came with the import are trained on
   */
  public Map<String, Long> inTraining(UUID projectId, boolean gold) {
    Map<String, Long> sums = new HashMap<>();
    add(sums, counts("finalLabel", projectId, EnumSet.of(Split.TRAIN)));
    if (gold) {
      add(sums, counts("goldLabel", projectId, EnumSet.of(Split.TRAIN)));
    }
    return sums;
  }

  private static void add(Map<String, Long> sums, Stream<Object[]> counts) {
    counts.forEach(row -> sums.merge((String) row[0], (Long) row[1], Long::sum));
  }

  private Stream<Object[]> counts(String label, UUID projectId, Set<Split> parts) {
    return em.createQuery(
            """
            select p.%1$s, count(p) from Post p
            where p.projectId = :project and p.split in :parts and p.%1$s is not null
            group by p.%1$s
            """
                .formatted(label),
            Object[].class)
        .setParameter("project", projectId)
        .setParameter("parts", parts)
        .getResultStream();
  }
}
