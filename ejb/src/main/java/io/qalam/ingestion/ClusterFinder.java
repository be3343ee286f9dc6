package io.qalam.ingestion;

import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.NearDuplicates;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostBand;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.Split;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the near-duplicate cluster of each new post of one batch, among the project's posts and
 * those before it in the batch.
 *
 * <p>Clusters never merge, since their splits are for good. A post near two of them joins the
 * nearest; where the two are of different splits it is trained on and measured on by nobody ({@link
 * Split#APART}), so that no new post leaves a near-duplicate in another split.
 */
final class ClusterFinder {

  /** Candidates whose texts are compared, at most. */
  private static final int COMPARED = 64;

  private record Bucket(int band, long hash) {}

  private record Member(UUID postId, UUID clusterId) {}

  private record Near(UUID clusterId, double similarity) {
    Split split() {
      return Split.of(clusterId);
    }
  }

  /**
   * Where a post belongs.
   *
   * @param apart whether it is near posts of several splits
   */
  record Place(UUID clusterId, boolean apart) {}

  private static final Comparator<Near> BEST =
      Comparator.comparing(Near::similarity).thenComparing(Near::clusterId);

  private final PostRepository posts;
  private final Map<MatchText, long[]> bands = new HashMap<>();
  private final Map<Bucket, Set<Member>> buckets = new HashMap<>();
  private final Map<UUID, MatchText> texts = new HashMap<>();

  /** Reads what the project has that may be near one of the texts. */
  ClusterFinder(PostRepository posts, UUID projectId, Collection<MatchText> batch) {
    this.posts = posts;
    batch.forEach(text -> bands.computeIfAbsent(text, NearDuplicates::bands));
    for (int band = 0; band < NearDuplicates.BANDS; band++) {
      posts.bands(projectId, band, hashes(band)).forEach(this::remember);
    }
    Set<UUID> candidates =
        buckets.values().stream()
            .flatMap(Set::stream)
            .map(Member::postId)
            .collect(Collectors.toSet());
    texts.putAll(posts.matchTexts(candidates));
  }

  private Set<Long> hashes(int band) {
    return bands.values().stream().map(hashes -> hashes[band]).collect(Collectors.toSet());
  }

  private void remember(PostBand row) {
    members(new Bucket(row.getBand(), row.getHash()))
        .add(new Member(row.getPostId(), row.getClusterId()));
  }

  private Set<Member> members(Bucket bucket) {
    return buckets.computeIfAbsent(bucket, b -> new HashSet<>());
  }

  /** The cluster the text falls in; one of its own if it is near no other. */
  Place placeOf(MatchText text) {
    List<Near> near =
        candidates(text).stream()
            .map(member -> near(text, member))
            .flatMap(Optional::stream)
            .toList();
    UUID cluster = near.stream().max(BEST).map(Near::clusterId).orElseGet(text::clusterId);
    return new Place(cluster, near.stream().map(Near::split).distinct().count() > 1);
  }

  /** Those that share a band with the text, those that share most first. */
  private List<Member> candidates(MatchText text) {
    Map<Member, Long> shared =
        buckets(text)
            .flatMap(bucket -> buckets.getOrDefault(bucket, Set.of()).stream())
            .collect(Collectors.groupingBy(member -> member, Collectors.counting()));
    return shared.entrySet().stream()
        .sorted(Map.Entry.<Member, Long>comparingByValue().reversed())
        .limit(COMPARED)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Stream<Bucket> buckets(MatchText text) {
    long[] hashes = bands.computeIfAbsent(text, NearDuplicates::bands);
    return IntStream.range(0, hashes.length).mapToObj(i -> new Bucket(i, hashes[i]));
  }

  private Optional<Near> near(MatchText text, Member member) {
    return Optional.ofNullable(texts.get(member.postId()))
        .map(other -> new Near(member.clusterId(), NearDuplicates.similarity(text, other)))
        .filter(near -> near.similarity() >= NearDuplicates.THRESHOLD);
  }

  /** Stores the bands of a new post by which later ones find it. */
  void add(Post post) {
    Member member = new Member(post.getId(), post.getClusterId());
    MatchText text = post.getMatchText();
    texts.put(post.getId(), text);
    buckets(text)
        .filter(bucket -> isNewTo(bucket, member.clusterId()))
        .forEach(
            bucket -> {
              members(bucket).add(member);
              posts.add(new PostBand(post, bucket.band(), bucket.hash()));
            });
  }

  /** A cluster needs one row for each value of a band. */
  private boolean isNewTo(Bucket bucket, UUID clusterId) {
    return members(bucket).stream().noneMatch(member -> member.clusterId().equals(clusterId));
  }
}
