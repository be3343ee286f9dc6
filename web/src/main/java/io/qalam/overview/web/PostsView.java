package io.qalam.overview.web;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.TextDirection;
import io.qalam.overview.ExportFormat;
import io.qalam.overview.ExportService;
import io.qalam.overview.OverviewService;
import io.qalam.overview.PostDetail;
import io.qalam.overview.PostPage;
import io.qalam.overview.PostQuery;
import io.qalam.overview.PostWriter;
import io.qalam.overview.ProjectCard;
import io.qalam.tenant.NotFound;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.DefaultStreamedContent;
import org.primefaces.model.StreamedContent;

/** The posts of a project: found by words and state, page by page, each with its whole history. */
@Named
@ViewScoped
public class PostsView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int PAGE = 25;

  @Inject private OverviewService overview;
  @Inject private ExportService export;

  private @Nullable UUID project;
  private @Nullable String words;
  private @Nullable String state;
  private transient @Nullable ProjectCard card;
  private transient @Nullable PostPage page;
  private transient @Nullable PostDetail opened;

  /** Where the pages before this one began; an empty text is the beginning. */
  private final Deque<String> former = new ArrayDeque<>();

  private String cursor = "";

  /** Reads the page; also refuses it to whoever may not see it. */
  public void load() {
    card = overview.project(id());
    page = overview.posts(id(), new PostQuery(state, words, cursor, PAGE));
  }

  private UUID id() {
    if (project == null) {
      throw new NotFound("project", "of this address");
    }
    return project;
  }

  /** Begins anew with the words and the state asked for. */
  public void search() {
    former.clear();
    cursor = "";
    load();
  }

  public void next() {
    String next = getPage().next();
    if (next != null) {
      former.push(cursor);
      cursor = next;
    }
    load();
  }

  public void previous() {
    cursor = former.isEmpty() ? "" : former.pop();
    load();
  }

  /** Shows one post with everything it ever had. */
  public void open(UUID post) {
    opened = overview.post(post);
  }

  /** The project as a file, written while it is read. */
  public StreamedContent download(String format) {
    ExportFormat wanted = ExportFormat.of(format);
    List<PostDetail> first = export.page(id(), null);
    return DefaultStreamedContent.builder()
        .name("qalam-%s.%s".formatted(project, wanted.suffix()))
        .contentType(wanted.mediaType())
        .writer(out -> write(wanted, first, out))
        .build();
  }

  private void write(ExportFormat format, List<PostDetail> first, OutputStream out) {
    try {
      PostWriter writer = format.writer(out);
      writer.begin();
      List<PostDetail> posts = first;
      while (!posts.isEmpty()) {
        writer.write(posts);
        posts = export.page(id(), posts.get(posts.size() - 1).id());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The reader of an export went away", e);
    }
  }

  /** {@code rtl} or {@code ltr}, as the post reads. */
  public String direction(PostDetail post) {
    return TextDirection.of(post.lang(), post.text()).html();
  }

  public ProjectCard getCard() {
    if (card == null) {
      card = overview.project(id());
    }
    return card;
  }

  public PostPage getPage() {
    if (page == null) {
      page = overview.posts(id(), new PostQuery(state, words, cursor, PAGE));
    }
    return page;
  }

  public boolean isFirst() {
    return former.isEmpty();
  }

  public @Nullable PostDetail getOpened() {
    return opened;
  }

  public PostState[] getStates() {
    return PostState.values();
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }

  public @Nullable String getWords() {
    return words;
  }

  public void setWords(@Nullable String words) {
    this.words = words;
  }

  public @Nullable String getState() {
    return state;
  }

  public void setState(@Nullable String state) {
    this.state = state;
  }
}
