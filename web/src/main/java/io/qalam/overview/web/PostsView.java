package io.qalam.overview.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.ingestion.model.TextDirection;
import io.qalam.overview.ExportFormat;
import io.qalam.overview.NearDuplicate;
import io.qalam.overview.OverviewService;
import io.qalam.overview.PostChoices;
import io.qalam.overview.PostCount;
import io.qalam.overview.PostDetail;
import io.qalam.overview.PostField;
import io.qalam.overview.PostPage;
import io.qalam.overview.PostQuery;
import io.qalam.overview.ProjectCard;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantWording;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.StreamedContent;

/**
 * The posts of a project that its address asks for, page by page, each with its whole history.
 *
 * <p>What is asked stands in the address alone, so that it can be kept, sent, and gone back to.
 */
@Named
@ViewScoped
public class PostsView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String LIST = "list";
  private static final String CHECKS = "checks";

  /** What narrows what can be accepted in one go, and what it is called there. */
  private static final Map<PostField, String> IN_BULK =
      Map.of(
          PostField.Q, "q",
          PostField.LANG, "lang",
          PostField.PREDICTED, "label",
          PostField.MARGIN_FROM, "minMargin",
          PostField.MARGIN_TO, "marginTo",
          PostField.ADAPTER, "adapter",
          PostField.ANNOTATOR, "annotator",
          PostField.FROM, "from",
          PostField.TO, "to");

  @Inject private OverviewService overview;
  @Inject private ExportStream exports;

  private @Nullable UUID project;
  private @Nullable String list;
  private @Nullable UUID openedPost;
  private Map<String, String> asked = new TreeMap<>();
  private transient @Nullable ProjectCard card;
  private transient @Nullable PostPage page;
  private transient @Nullable PostCount count;
  private transient @Nullable PostChoices choices;
  private transient @Nullable PostDetail opened;
  private transient List<NearDuplicate> duplicates = List.of();

  /** Reads the page; also refuses it to whoever may not see it. */
  public void load() {
    FacesContext faces = FacesContext.getCurrentInstance();
    if (!faces.isPostback()) {
      asked = fields(faces.getExternalContext().getRequestParameterMap());
    }
    card = overview.project(id());
    page = found();
    count = null;
  }

  private PostPage found() {
    return isOfChecks() ? overview.checks(id(), query()) : overview.posts(id(), query());
  }

  /** What of an address asks for posts; the rest of it is not ours. */
  private static Map<String, String> fields(Map<String, String> parameters) {
    return Arrays.stream(PostField.values())
        .map(PostField::parameter)
        .filter(name -> !parameters.getOrDefault(name, "").isBlank())
        .collect(Collectors.toMap(name -> name, parameters::get, (a, b) -> a, TreeMap::new));
  }

  private PostQuery query() {
    return PostQuery.of(asked);
  }

  private UUID id() {
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    return project;
  }

  /** Goes to the first page of what is asked for now. */
  public void search() throws IOException {
    query();
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    external.redirect(external.getRequestContextPath() + address(""));
  }

  /** The address of what is asked for, from a cursor on. */
  public String address(String cursor) {
    Map<String, @Nullable String> there = new TreeMap<>(asked);
    there.put(PostField.CURSOR.parameter(), cursor);
    there.put(LIST, list);
    return "/projects/" + id() + "/posts" + query(there);
  }

  private static String query(Map<String, @Nullable String> fields) {
    String query =
        fields.entrySet().stream()
            .filter(field -> field.getValue() != null && !field.getValue().isBlank())
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  /**
   * Whether predictions of what is asked for can be accepted in one go: of labels, and of posts
   * that nobody settled yet and that are trained on.
   */
  public boolean isAcceptable() {
    return !getChoices().labels().isEmpty()
        && asks(PostField.LABEL, "")
        && asks(PostField.STATE, PostState.PREDICTED.name())
        && asks(PostField.SPLIT, Split.TRAIN.name());
  }

  private boolean asks(PostField field, String only) {
    String value = asked.getOrDefault(field.parameter(), "");
    return value.isBlank() || value.equalsIgnoreCase(only);
  }

  /** The address where predictions of what is asked for are accepted in one go. */
  public String bulkAddress() {
    Map<String, @Nullable String> there = new TreeMap<>();
    IN_BULK.forEach((field, name) -> there.put(name, asked.getOrDefault(field.parameter(), "")));
    return "/projects/" + id() + "/bulk" + query(there);
  }

  /** Shows one post with everything it ever had. */
  public void open(UUID post) {
    openedPost = post;
    opened = overview.post(post);
    duplicates = overview.nearDuplicates(post);
  }

  /** The posts that are asked for as a file, written while it is read. */
  public StreamedContent download(String format) {
    return exports.download(id(), query(), ExportFormat.of(format));
  }

  /** The language of a second text: the post's, unless it reads the other way; then unknown. */
  public String languageBeside(String lang, String text, String second) {
    return direction(lang, text).equals(direction(lang, second)) ? lang : "";
  }

  /** {@code rtl} or {@code ltr}, as a text in that language reads. */
  public String direction(String lang, String text) {
    return TextDirection.of(lang, text).html();
  }

  public ProjectCard getCard() {
    if (card == null) {
      card = overview.project(id());
    }
    return card;
  }

  public PostPage getPage() {
    if (page == null) {
      page = found();
    }
    return page;
  }

  /** How many posts are found, on the first page alone. */
  public PostCount getCount() {
    if (count == null) {
      count = overview.count(id(), query());
    }
    return count;
  }

  public PostChoices getChoices() {
    if (choices == null) {
      choices = overview.choices(id());
    }
    return choices;
  }

  public boolean isFirst() {
    return asked.getOrDefault(PostField.CURSOR.parameter(), "").isBlank();
  }

  /** Whether anything but all posts is asked for. */
  public boolean isNarrowed() {
    return asked.entrySet().stream()
        .filter(field -> !List.of("cursor", "limit", "order").contains(field.getKey()))
        .anyMatch(field -> field.getValue() != null && !field.getValue().isBlank());
  }

  /** The post whose history is shown; null before one is opened. */
  public @Nullable PostDetail getOpened() {
    if (opened == null && openedPost != null) {
      open(openedPost);
    }
    return opened;
  }

  public List<NearDuplicate> getDuplicates() {
    return duplicates;
  }

  public PostState[] getStates() {
    return PostState.values();
  }

  public Split[] getSplits() {
    return Split.values();
  }

  public ExportFormat[] getFormats() {
    return ExportFormat.values();
  }

  /** What is asked for, by the fields' names; the search form writes into it. */
  public Map<String, String> getAsked() {
    return asked;
  }

  /**
   * Whether the posts that are attention checks are shown, in place of a search.
   *
   * @throws Invalid when another list is named than that one
   */
  public boolean isOfChecks() {
    if (list != null && !list.equals(CHECKS)) {
      throw new Invalid(LIST, TenantWording.ONE_OF, List.of(CHECKS));
    }
    return list != null;
  }

  public @Nullable String getList() {
    return list;
  }

  /** Which posts to show; all that a search finds where nothing is named. */
  public void setList(@Nullable String list) {
    this.list = list == null || list.isBlank() ? null : list;
  }

  public @Nullable UUID getProject() {
    return project;
  }

  public void setProject(@Nullable UUID project) {
    this.project = project;
  }
}
