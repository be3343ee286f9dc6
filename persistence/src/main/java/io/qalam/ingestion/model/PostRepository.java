package io.qalam.ingestion.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The posts of the transaction's tenant. */
@ApplicationScoped
public class PostRepository {

  /** A file may name any number of them. */
  private static final int MOST_LANGUAGES = 100;

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  public void add(Post post) {
    em.persist(post);
  }

  public void add(PostBand band) {
    em.persist(band);
  }

  public Optional<Post> find(UUID id) {
    return Optional.ofNullable(em.find(Post.class, id));
  }

  /**
   * The post, locked until the transaction ends: review and adjudication lock it before its tasks,
   * so that the last answers to it see each other.
   */
  public Optional<Post> lock(UUID id) {
    return em.createQuery("select p from Post p where p.id = :id", Post.class)
        .setParameter("id", id)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /** The posts of these ids, in the order of their ids, locked until the transaction ends. */
  public List<Post> lockAll(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : em.createQuery("select p from Post p where p.id in :ids order by p.id", Post.class)
            .setParameter("ids", ids)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
  }

  /** The posts of these ids, in the order of their ids. */
  public List<Post> findAll(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : em.createQuery("select p from Post p where p.id in :ids order by p.id", Post.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  /**
   * The languages of the project's posts, at most {@value #MOST_LANGUAGES}.
   *
   * <p>Each is found by the index after the one before: all of a million posts are not looked at.
   */
  public List<String> languages(UUID projectId) {
    List<String> found = new ArrayList<>();
    for (Optional<String> next = languageAfter(projectId, "");
        next.isPresent() && found.size() < MOST_LANGUAGES;
        next = languageAfter(projectId, next.get())) {
      found.add(next.get());
    }
    return found;
  }

  private Optional<String> languageAfter(UUID projectId, String former) {
    return Optional.ofNullable(
        em.createQuery(
                "select min(p.lang) from Post p where p.projectId = :project and p.lang > :former",
                String.class)
            .setParameter("project", projectId)
            .setParameter("former", former)
            .getSingleResult());
  }

  /** Of these external ids, those the project has, each with its texts as {@link Post#whole}. */
  public Map<String, String> textsByExternalId(UUID projectId, Collection<String> externalIds) {
    if (externalIds.isEmpty()) {
      return Map.of();
    }
    return em.createQuery(
            "select p.externalId, p.text, p.secondText from Post p"
                + " where p.projectId = :project and p.externalId in :ids",
            Object[].class)
        .setParameter("project", projectId)
        .setParameter("ids", externalIds)
        .getResultStream()
        .collect(
            Collectors.toMap(
                row -> (String) row[0], row -> Post.whole((String) row[1], (String) row[2])));
  }

  /** Of these hashes of match texts, those the project has. */
  public Set<String> knownHashes(UUID projectId, Collection<String> hashes) {
    if (hashes.isEmpty()) {
      return Set.of();
    }
    return em.createQuery(
            "select p.matchHash from Post p"
                + " where p.projectId = :project and p.matchHash in :hashes",
            String.class)
        .setParameter("project", projectId)
        .setParameter("hashes", hashes)
        .getResultStream()
        .collect(Collectors.toSet());
  }

  /** The project's bands with one of these values. */
  public List<PostBand> bands(UUID projectId, int band, Collection<Long> hashes) {
    if (hashes.isEmpty()) {
      return List.of();
    }
    return em.createQuery(
            "select b from PostBand b"
                + " where b.projectId = :project and b.band = :band and b.hash in :hashes",
            PostBand.class)
        .setParameter("project", projectId)
        .setParameter("band", (short) band)
        .setParameter("hashes", hashes)
        .getResultList();
  }

  /** The match text of each of these posts. */
  public Map<UUID, MatchText> matchTexts(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return em.createQuery("select p.id, p.matchText from Post p where p.id in :ids", Object[].class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(row -> (UUID) row[0], row -> new MatchText((String) row[1])));
  }

  /** Moves those of the posts that are NEW to PREDICTED. */
  public void markPredicted(Collection<UUID> ids) {
    em.createQuery("update Post p set p.state = :predicted where p.id in :ids and p.state = :new")
        .setParameter("predicted", PostState.PREDICTED)
        .setParameter("new", PostState.NEW)
        .setParameter("ids", ids)
        .executeUpdate();
  }
}
