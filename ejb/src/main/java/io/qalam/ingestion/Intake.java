package io.qalam.ingestion;

import io.qalam.ingestion.PostRecord.Broken;
import io.qalam.ingestion.PostRecord.Readable;
import io.qalam.ingestion.model.ImportedAnswerRepository;
import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.tenant.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each record of one batch whether it is a new post, one the project has, or refused.
 *
 * <p>With an id: the same id and the same text is a duplicate, the same id and another text is
 * refused. In any case a text that matches one the project has is a duplicate.
 */
final class Intake {

  private final PostRepository posts;
  private final ImportedAnswerRepository answers;
  private final UUID projectId;
  private final List<UUID> accepted = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private int duplicates;

  /** A record that was refused, as it came. */
  record Refusal(PostRecord record, Sentence reason) {}

  Intake(PostRepository posts, ImportedAnswerRepository answers, UUID projectId) {
    this.posts = posts;
    this.answers = answers;
    this.projectId = projectId;
  }

  /** Takes the records in, in their order. */
  void take(List<PostRecord> records, PostRules rules) {
    List<PostDraft> drafts = new ArrayList<>();
    for (PostRecord record : records) {
      check(record, rules, drafts);
    }
    store(withoutDuplicates(drafts));
  }

  private void check(PostRecord record, PostRules rules, List<PostDraft> drafts) {
    if (record instanceof Broken broken) {
      refused.add(new Refusal(record, broken.reason()));
      return;
    }
    try {
      drafts.add(PostDraft.of((Readable) record, rules));
    } catch (RefusedException e) {
      refused.add(new Refusal(record, e.reason()));
    }
  }

  private List<PostDraft> withoutDuplicates(List<PostDraft> drafts) {
    Map<String, String> textsById =
        new HashMap<>(posts.textsByExternalId(projectId, externalIds(drafts)));
    Set<String> hashes = new HashSet<>(posts.knownHashes(projectId, hashes(drafts)));
    List<PostDraft> fresh = new ArrayList<>();
    for (PostDraft draft : drafts) {
      @Nullable String known =
          draft.externalId() == null ? null : textsById.get(draft.externalId());
      if (known != null && !known.equals(draft.whole())) {
        refused.add(
            new Refusal(
                draft.record(),
                Sentence.of(
                    IngestionWording.ID_TAKEN, Objects.requireNonNull(draft.externalId()))));
      } else if (known != null || !hashes.add(draft.match().hash())) {
        duplicates++;
      } else {
        fresh.add(draft);
        rememberId(draft, textsById);
      }
    }
    return fresh;
  }

  private static void rememberId(PostDraft draft, Map<String, String> textsById) {
    if (draft.externalId() != null) {
      textsById.put(draft.externalId(), draft.whole());
    }
  }

  private static Set<String> externalIds(List<PostDraft> drafts) {
    return drafts.stream()
        .map(PostDraft::externalId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static Set<String> hashes(List<PostDraft> drafts) {
    return drafts.stream().map(draft -> draft.match().hash()).collect(Collectors.toSet());
  }

  private void store(List<PostDraft> fresh) {
    List<MatchText> texts = fresh.stream().map(PostDraft::match).toList();
    ClusterFinder clusters = new ClusterFinder(posts, projectId, texts);
    for (PostDraft draft : fresh) {
      Post post = draft.post(projectId, clusters.placeOf(draft.match()));
      posts.add(post);
      draft.cameAlong().forEach(one -> answers.add(one.of(post)));
      clusters.add(post);
      accepted.add(post.getId());
    }
  }

  List<UUID> accepted() {
    return accepted;
  }

  int duplicates() {
    return duplicates;
  }

  List<Refusal> refused() {
    return refused;
  }
}
