package io.qalam.labelschema.web;

import io.qalam.labelschema.ProjectService;
import io.qalam.labelschema.SchemaChange;
import io.qalam.labelschema.SchemaChangeService;
import io.qalam.labelschema.SchemaPreview;
import io.qalam.labelschema.model.Fate;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.tenant.NotFound;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of the settings page where an admin says what becomes of each label. */
@Named
@ViewScoped
public class SchemaChangeView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private ProjectService projects;
  @Inject private SchemaChangeService changes;
  @Inject private SettingsView settings;

  private int version;
  private @Nullable List<LabelRow> rows;
  private @Nullable String added;
  private transient @Nullable SchemaChange previewed;
  private transient @Nullable SchemaPreview preview;

  /** Shows what the change would touch. */
  public void look() {
    forget();
    SchemaChange wanted = wanted();
    preview = changes.preview(id(), wanted);
    previewed = wanted;
  }

  /** Puts in force what was shown, and nothing that was typed since then. */
  public void confirm() {
    SchemaChange wanted = previewed;
    forget();
    if (wanted != null) {
      changes.change(id(), wanted);
      rows = null;
      added = null;
      settings.showNewSchema();
    }
  }

  private void forget() {
    previewed = null;
    preview = null;
  }

  private SchemaChange wanted() {
    List<LabelRow> given = getRows();
    List<String> labels =
        Stream.concat(given.stream().flatMap(LabelRow::newLabels), LabelRow.lines(added).stream())
            .distinct()
            .toList();
    return new SchemaChange(
        version,
        List.copyOf(labels),
        List.copyOf(given.stream().map(LabelRow::change).toList()),
        null);
  }

  private UUID id() {
    UUID project = settings.getProject();
    if (project == null) {
      throw NotFound.noProjectNamed();
    }
    return project;
  }

  /** A row for each label in force, in their order. */
  public List<LabelRow> getRows() {
    List<LabelRow> known = rows;
    if (known == null) {
      LabelSchema schema = projects.schema(id());
      version = schema.getVersion();
      known = schema.getLabels().stream().map(LabelRow::new).toList();
      rows = known;
    }
    return known;
  }

  public Fate[] getFates() {
    return Fate.values();
  }

  public @Nullable SchemaPreview getPreview() {
    return preview;
  }

  /** Labels beside those that come from the ones in force, one a line. */
  public @Nullable String getAdded() {
    return added;
  }

  public void setAdded(@Nullable String added) {
    this.added = added;
  }
}
