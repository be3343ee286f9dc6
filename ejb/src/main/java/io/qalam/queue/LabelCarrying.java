package io.qalam.queue;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.ingestion.model.Post;
import io.qalam.labelschema.model.LabelHistory;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.model.AttentionCheck;
import io.qalam.queue.model.CheckTask;
import io.qalam.queue.model.CheckTaskRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries labels that are known without asking over to another label schema: those that came with
 * an import, those that an admin expects of an attention check, and those that a check in
 * somebody's hands expects. Where one was split or retired, it is known no longer.
 */
@ApplicationScoped
public class LabelCarrying {

  @Inject private ProjectRepository projects;
  @Inject private CheckTaskRepository checks;
  @Inject private AuditTrail audit;

  /** Imported labels and attention checks of these posts, which are locked. */
  void carryOver(Project project, List<Post> posts) {
    LabelHistory history = projects.history(project.getId());
    posts.forEach(post -> carryOver(project, post, history));
    checks
        .attention(posts.stream().map(Post::getId).toList())
        .forEach(check -> carryOver(project, check, history));
  }

  private static void carryOver(Project project, Post post, LabelHistory history) {
    String gold = post.getGoldLabel();
    if (gold != null) {
      int version = project.getSchemaVersion();
      @Nullable String image = history.image(gold, post.getGoldVersion(), version).orElse(null);
      if (!gold.equals(image)) {
        post.countGoldAs(image, version);
      }
    }
  }

  private void carryOver(Project project, AttentionCheck check, LabelHistory history) {
    int version = project.getSchemaVersion();
    Optional<String> image = history.image(check.getExpected(), check.getSchemaVersion(), version);
    if (image.isPresent()) {
      check.expect(image.get(), version);
    } else {
      checks.remove(check);
      audit.record(
          Deed.POST_UNMARKED_AS_CHECK,
          check.getId(),
          Map.of("project", project.getId().toString(), "label", check.getExpected()));
    }
  }

  /**
   * Lets a check, which is locked, expect a label of the schema in force.
   *
   * @return whether there is one; otherwise the check is gone, and its post is not known any more
   */
  public boolean bringInLine(Project project, CheckTask check) {
    int version = project.getSchemaVersion();
    if (check.getExpectedVersion() >= version) {
      return true;
    }
    Optional<String> image =
        projects
            .history(project.getId(), check.getExpectedVersion(), version)
            .image(check.getExpected(), check.getExpectedVersion(), version);
    image.ifPresentOrElse(label -> check.expect(label, version), () -> checks.remove(check));
    return image.isPresent();
  }
}
