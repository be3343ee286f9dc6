package io.qalam.overview;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.labelschema.model.Project;
import io.qalam.overview.model.PostFilter;
import io.qalam.overview.model.PostSearchRepository;
import io.qalam.review.AskedPosts;
import io.qalam.review.model.PostCriterion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads for the review what posts are asked for by, as where they are found.
 *
 * <p>The review looks for clear cases by their margin, and soon has enough where many posts are
 * what is asked for. Where few are it would read every post: the database's search names these few
 * at once.
 */
@ApplicationScoped
public class FoundPosts implements AskedPosts {

  private static final int FEW = 2_000;

  @Inject private PostFilters filters;
  @Inject private PostSearchRepository search;

  @Override
  public PostCriterion read(Project project, Map<String, String> asked) {
    return filter(project, asked).criterion(null);
  }

  @Override
  public PostCriterion find(
      Project project, Map<String, String> asked, String label, float margin) {
    PostFilter filter = filter(project, asked);
    return filter.criterion(asked.isEmpty() ? null : few(project, filter, label, margin));
  }

  private PostFilter filter(Project project, Map<String, String> asked) {
    return filters.of(project, PostQuery.of(asked));
  }

  /** Every post that can be accepted and fits, where these are few; null where they are many. */
  private @Nullable List<UUID> few(Project project, PostFilter filter, String label, float margin) {
    PostFilter open =
        filter.state(PostState.PREDICTED).split(Split.TRAIN).predicted(label).marginFrom(margin);
    List<UUID> found = search.find(project.getId(), open, FEW + 1);
    return found.size() > FEW ? null : found;
  }
}
