package io.qalam.adjudication;

import io.qalam.account.model.Role;
import io.qalam.adjudication.SummaryFigures.OfModel;
import io.qalam.adjudication.model.RatingCount;
import io.qalam.adjudication.model.SharedSummary;
import io.qalam.adjudication.model.SummaryQualityRepository;
import io.qalam.labelschema.AnswerKinds;
import io.qalam.labelschema.LabelSchemaWording;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.review.SummaryVerdict;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says how good a project's summaries are, as {@link QualityService} does of labels. */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class SummaryQualityService {

  @Inject private ProjectRepository projects;
  @Inject private SummaryQualityRepository quality;

  /**
   * How far people agree, and how they rate what models wrote; of what is in force now.
   *
   * @throws io.qalam.tenant.Conflict where the project's posts get labels
   */
  public SummaryFigures figures(UUID projectId) {
    Project project = projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
    AnswerKinds.requireSummaries(project, LabelSchemaWording.SUMMARY_FIGURES);
    List<RatingCount> ratings = quality.ratings(projectId);
    MeanTally all = new MeanTally();
    ratings.forEach(count -> all.add(count.rating(), (int) count.summaries()));
    return new SummaryFigures(agreement(projectId), all.mean(), models(ratings));
  }

  private SummaryFigures.Mean agreement(UUID projectId) {
    MeanTally tally = new MeanTally();
    PostSummaries post = new PostSummaries(tally);
    try (Stream<SharedSummary> shared = quality.shared(projectId)) {
      shared.forEachOrdered(post::add);
    }
    post.end();
    return tally.mean();
  }

  private static List<OfModel> models(List<RatingCount> ratings) {
    record Model(@Nullable UUID adapterId, String baseModel) {}
    Map<Model, MeanTally> tallies = new LinkedHashMap<>();
    for (RatingCount count : ratings) {
      tallies
          .computeIfAbsent(new Model(count.adapterId(), count.baseModel()), none -> new MeanTally())
          .add(count.rating(), (int) count.summaries());
    }
    return tallies.entrySet().stream()
        .map(
            model ->
                new OfModel(
                    model.getKey().adapterId(),
                    model.getKey().baseModel(),
                    model.getValue().mean()))
        .toList();
  }

  /** The summaries of one post after the other. */
  private static final class PostSummaries {
    private final MeanTally tally;
    private final List<String> summaries = new ArrayList<>();
    private @Nullable UUID post;

    PostSummaries(MeanTally tally) {
      this.tally = tally;
    }

    void add(SharedSummary shared) {
      if (!shared.postId().equals(post)) {
        end();
        post = shared.postId();
      }
      summaries.add(shared.summary());
    }

    void end() {
      double sum = 0;
      int pairs = 0;
      for (int one = 0; one < summaries.size(); one++) {
        for (int other = one + 1; other < summaries.size(); other++) {
          sum += SummaryVerdict.likeness(summaries.get(one), summaries.get(other));
          pairs++;
        }
      }
      if (pairs > 0) {
        tally.add(sum / pairs, 1);
      }
      summaries.clear();
    }
  }
}
