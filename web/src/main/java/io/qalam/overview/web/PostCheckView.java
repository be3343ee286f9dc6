package io.qalam.overview.web;

import io.qalam.labelschema.model.LabelSet;
import io.qalam.overview.PostDetail;
import io.qalam.queue.CheckService;
import io.qalam.tenant.web.Frame;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The posts of the page as attention checks: editors see which are, admins mark them. */
@Named
@ViewScoped
public class PostCheckView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private CheckService checks;
  @Inject private PostsView posts;
  @Inject private Frame frame;

  private @Nullable String label;
  private List<String> labels = List.of();
  private transient @Nullable Map<UUID, String> expected;

  /** How many posts of the project are attention checks. */
  public long getMarked() {
    return checks.marked(Objects.requireNonNull(posts.getProject()));
  }

  /** The label that a post of the page asks for; null where it is no attention check. */
  public @Nullable String expected(UUID post) {
    if (expected == null) {
      expected = frame.isEditor() ? checks.expected(shown()) : Map.of();
    }
    return expected.get(post);
  }

  private List<UUID> shown() {
    return Stream.concat(posts.getPage().items().stream(), Stream.ofNullable(posts.getOpened()))
        .map(PostDetail::id)
        .distinct()
        .toList();
  }

  /** Opens a post's history, with the label that the post asks for. */
  public void open(UUID post) {
    posts.open(post);
    expected = null;
    @Nullable String asked = expected(post);
    label = asked;
    labels = asked == null ? List.of() : LabelSet.parse(asked).labels();
  }

  /** Makes the post an attention check that asks for the label that was chosen. */
  public void mark(UUID post, boolean several) {
    String chosen = several ? String.join(LabelSet.COMMA, labels) : label;
    checks.mark(post, chosen == null || chosen.isBlank() ? null : chosen);
    lookAgain(post);
  }

  /** Makes it a post like others again. */
  public void unmark(UUID post) {
    checks.unmark(post);
    lookAgain(post);
  }

  private void lookAgain(UUID post) {
    posts.load();
    open(post);
  }

  public @Nullable String getLabel() {
    return label;
  }

  public void setLabel(@Nullable String label) {
    this.label = label;
  }

  public List<String> getLabels() {
    return labels;
  }

  public void setLabels(@Nullable List<String> labels) {
    this.labels = labels == null ? List.of() : List.copyOf(labels);
  }
}
