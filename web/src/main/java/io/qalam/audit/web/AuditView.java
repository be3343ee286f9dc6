package io.qalam.audit.web;

import io.qalam.account.Deed;
import io.qalam.audit.AuditLine;
import io.qalam.audit.AuditPage;
import io.qalam.audit.AuditQuery;
import io.qalam.audit.AuditService;
import io.qalam.audit.AuditWriter;
import io.qalam.labelschema.ProjectService;
import io.qalam.tenant.web.FieldNames;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.DefaultStreamedContent;
import org.primefaces.model.StreamedContent;

/** The audit page: deeds, the newest first, found by who, what, to what and when. */
@Named
@ViewScoped
public class AuditView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private AuditService audit;
  @Inject private AuditExport export;
  @Inject private ProjectService projects;

  private @Nullable String actor;
  private @Nullable String action;
  private @Nullable String subject;
  private @Nullable String project;
  private @Nullable String from;
  private @Nullable String to;
  private transient @Nullable AuditPage page;

  /** Where the pages before this one began; an empty text is the beginning. */
  private final Deque<String> former = new ArrayDeque<>();

  private String cursor = "";

  /** Reads the page; also refuses it to whoever may not see it. */
  public void load() {
    page = audit.page(query(cursor));
  }

  private AuditQuery query(@Nullable String cursor) {
    return new AuditQuery(actor, action, subject, project, from, to, cursor, null);
  }

  /** Begins anew with what is asked for. */
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

  /** Everything that is asked for as a file, written while it is read. */
  public StreamedContent download(String name) {
    AuditWriter format = AuditWriter.of(name);
    AuditQuery query = query(null);
    AuditPage first = export.first(query);
    return DefaultStreamedContent.builder()
        .name("qalam-audit." + format.suffix())
        .contentType(format.mediaType())
        .writer(out -> write(query, first, format, out))
        .build();
  }

  private void write(AuditQuery query, AuditPage first, AuditWriter format, OutputStream out) {
    try {
      export.write(query, first, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException("The reader of an export went away", e);
    }
  }

  /** What was done, in the words of the page; its code where a later Qalam did it. */
  public String deed(AuditLine line) {
    return said(line.action());
  }

  private static String said(String action) {
    return word("deed." + action, action);
  }

  /** What an action may be asked for by: a deed's beginning, or its code. */
  public record Choice(String code, String words) {}

  /** Every beginning of an action and every action there is. */
  public List<Choice> getChoices() {
    return Stream.concat(
            Deed.things().stream().map(thing -> new Choice(thing, "")),
            Arrays.stream(Deed.values()).map(deed -> new Choice(deed.code(), said(deed.code()))))
        .toList();
  }

  /** What else is known of a deed, as one line. */
  public String detail(AuditLine line) {
    FieldNames fields = new FieldNames(FacesContext.getCurrentInstance().getViewRoot().getLocale());
    return line.detail().entrySet().stream()
        .map(
            entry ->
                word("detail." + entry.getKey(), fields.name(entry.getKey()))
                    + ": "
                    + entry.getValue())
        .collect(Collectors.joining(" · "));
  }

  private static String word(String key, String otherwise) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle text = faces.getApplication().getResourceBundle(faces, "auditText");
    return text.containsKey(key) ? text.getString(key) : otherwise;
  }

  public AuditPage getPage() {
    AuditPage known = page;
    if (known == null) {
      known = audit.page(query(cursor));
      page = known;
    }
    return known;
  }

  public boolean isFirst() {
    return former.isEmpty();
  }

  public @Nullable String getActor() {
    return actor;
  }

  public void setActor(@Nullable String actor) {
    this.actor = actor;
  }

  public @Nullable String getAction() {
    return action;
  }

  public void setAction(@Nullable String action) {
    this.action = action;
  }

  public @Nullable String getSubject() {
    return subject;
  }

  public void setSubject(@Nullable String subject) {
    this.subject = subject;
  }

  /** A project that can be asked for. */
  public record Named(String id, String name) {}

  /** The tenant's projects, and the one asked for where it is none of them any more. */
  public List<Named> getProjects() {
    List<Named> there =
        projects.list().stream()
            .map(one -> new Named(one.getId().toString(), one.getName()))
            .toList();
    String asked = project == null ? "" : project.strip();
    if (asked.isEmpty() || there.stream().anyMatch(one -> one.id().equals(asked))) {
      return there;
    }
    return Stream.concat(there.stream(), Stream.of(new Named(asked, asked))).toList();
  }

  public @Nullable String getProject() {
    return project;
  }

  public void setProject(@Nullable String project) {
    this.project = project;
  }

  public @Nullable String getFrom() {
    return from;
  }

  public void setFrom(@Nullable String from) {
    this.from = from;
  }

  public @Nullable String getTo() {
    return to;
  }

  public void setTo(@Nullable String to) {
    this.to = to;
  }
}
