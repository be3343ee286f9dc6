package io.qalam.overview;

import io.qalam.ingestion.model.ImportedAnnotation;
import io.qalam.ingestion.model.ImportedAnswer;
import io.qalam.ingestion.model.ImportedAnswerRepository;
import io.qalam.ingestion.model.ImportedPrediction;
import io.qalam.ingestion.model.Post;
import io.qalam.labelschema.model.LabelHistory;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.overview.PostDetail.CameAlong;
import io.qalam.overview.PostDetail.ImportedAnnotationDetail;
import io.qalam.overview.PostDetail.ImportedPredictionDetail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what came along with posts, and what its labels are by now. */
@ApplicationScoped
class CameAlongReading {

  @Inject private ImportedAnswerRepository answers;
  @Inject private ProjectRepository projects;

  /** What came along, by post; a post that nothing came along with is left out. */
  Map<UUID, CameAlong> read(List<Post> posts) {
    List<UUID> ids = posts.stream().map(Post::getId).toList();
    List<ImportedAnnotation> annotations = answers.annotations(ids);
    List<ImportedPrediction> predictions = answers.predictions(ids);
    Labels labels = labels(Stream.concat(annotations.stream(), predictions.stream()).toList());
    Map<UUID, List<ImportedAnnotationDetail>> said =
        byPost(annotations, one -> ImportedAnnotationDetail.of(one, labels.now(one)));
    Map<UUID, List<ImportedPredictionDetail>> predicted =
        byPost(predictions, one -> ImportedPredictionDetail.of(one, labels.now(one)));
    Map<UUID, CameAlong> found = new HashMap<>();
    for (UUID id : ids) {
      CameAlong along =
          CameAlong.of(said.getOrDefault(id, List.of()), predicted.getOrDefault(id, List.of()));
      if (along != null) {
        found.put(id, along);
      }
    }
    return found;
  }

  private static <T extends ImportedAnswer, D> Map<UUID, List<D>> byPost(
      List<T> rows, Function<T, D> detail) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                ImportedAnswer::getPostId, Collectors.mapping(detail, Collectors.toList())));
  }

  private Labels labels(List<? extends ImportedAnswer> given) {
    return new Labels(
        given.stream()
            .map(ImportedAnswer::getProjectId)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), projects::history)));
  }

  /** What labels of former versions are by the one in force. */
  private record Labels(Map<UUID, LabelHistory> byProject) {

    @Nullable String now(ImportedAnswer answer) {
      String said = answer.getLabel();
      LabelHistory history = byProject.get(answer.getProjectId());
      return said == null || history == null
          ? said
          : history.now(said, answer.getSchemaVersion()).orElse(null);
    }
  }
}
