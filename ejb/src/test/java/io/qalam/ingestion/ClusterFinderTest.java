package io.qalam.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.ingestion.ClusterFinder.Place;
import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.NearDuplicates;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostBand;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.Split;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterFinderTest {

  private static final UUID PROJECT = new UUID(4, 4);
  private static final String MIDDLE =
      "the parcel came two days late and the driver would not say a word about where it had been";

  /** Three texts of which the second is near both others, and those are not near each other. */
  private record Chain(String first, String between, String last) {

    static Chain of(int number) {
      String start = "order %04d ".formatted(number) + "at the old market by the river, ";
      String end = ", says the customer of shop %04d in the new town".formatted(number);
      return new Chain(start + MIDDLE, start + MIDDLE + end, MIDDLE + end);
    }

    boolean isChain() {
      return areNear(first, between) && areNear(between, last) && !areNear(first, last);
    }

    private static boolean areNear(String one, String other) {
      long[] a = NearDuplicates.bands(MatchText.of(one));
      long[] b = NearDuplicates.bands(MatchText.of(other));
      return NearDuplicates.similarity(MatchText.of(one), MatchText.of(other))
              >= NearDuplicates.THRESHOLD
          && IntStream.range(0, a.length).anyMatch(band -> a[band] == b[band]);
    }

    private List<Split> ends() {
      return Stream.of(first, last).map(text -> Split.of(MatchText.of(text).clusterId())).toList();
    }

    static Chain between(Split one, Split other) {
      return IntStream.range(0, 10_000)
          .mapToObj(Chain::of)
          .filter(chain -> chain.ends().equals(List.of(one, other)) && chain.isChain())
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aPostNearTwoSplitsIsInNeitherAndTheEndsStayWhereTheyWere() {
    for (List<Split> ends :
        List.of(
            List.of(Split.TRAIN, Split.TEST),
            List.of(Split.DEVELOPMENT, Split.TRAIN),
            List.of(Split.DEVELOPMENT, Split.TEST))) {
      Chain chain = Chain.between(ends.get(0), ends.get(1));

      List<Post> posts = imported(chain.first(), chain.last(), chain.between());

      assertThat(posts)
          .extracting(Post::getSplit)
          .containsExactly(ends.get(0), ends.get(1), Split.APART);
      assertThat(posts.get(2).getClusterId())
          .isIn(posts.get(0).getClusterId(), posts.get(1).getClusterId());
    }
  }

  @Test
  void aPostNearTwoClustersOfOneSplitJoinsIt() {
    Chain chain = Chain.between(Split.TRAIN, Split.TRAIN);

    assertThat(imported(chain.first(), chain.last(), chain.between()))
        .extracting(Post::getSplit)
        .containsOnly(Split.TRAIN);
  }

  @Test
  void aPostIsInTheSplitOfTheOnesItIsNear() {
    Chain chain = Chain.between(Split.TEST, Split.TRAIN);

    List<Post> posts = imported(chain.first(), chain.between());

    assertThat(posts).extracting(Post::getSplit).containsOnly(Split.TEST);
    assertThat(posts.get(0).getClusterId()).isEqualTo(posts.get(1).getClusterId());
  }

  private static List<Post> imported(String... texts) {
    ClusterFinder clusters =
        new ClusterFinder(
            new EmptyProject(), PROJECT, Arrays.stream(texts).map(MatchText::of).toList());
    return Arrays.stream(texts).map(text -> imported(clusters, text)).toList();
  }

  private static Post imported(ClusterFinder clusters, String text) {
    MatchText match = MatchText.of(text);
    Place place = clusters.placeOf(match);
    Post post = new Post(PROJECT, null, text, null, "en", match, place.clusterId(), null, 1);
    clusters.add(place.apart() ? post.apart() : post);
    return post;
  }

  /** A project without posts, which keeps none. */
  private static final class EmptyProject extends PostRepository {
    @Override
    public List<PostBand> bands(UUID projectId, int band, Collection<Long> hashes) {
      return List.of();
    }

    @Override
    public Map<UUID, MatchText> matchTexts(Collection<UUID> ids) {
      return Map.of();
    }

    @Override
    public void add(PostBand band) {
      assertThat(band.getClusterId()).isNotNull();
    }
  }
}
