package io.qalam.overview;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.TenantWording;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A format that a project is exported in. */
public enum ExportFormat {
  /** One JSON object a post and line, with every prediction, annotation and adjudication. */
  JSONL("jsonl", "jsonl", "application/x-ndjson;charset=utf-8"),
  /** One row an annotation or adjudication, and one for a post that has none. */
  CSV("csv", "csv", "text/csv;charset=utf-8"),
  /** As {@link #CSV}, with tabs, and so without tabs and line ends in its cells. */
  TSV("tsv", "tsv", "text/tab-separated-values;charset=utf-8"),
  /** One array of tasks with annotations and predictions. */
  LABEL_STUDIO("label-studio", "json", "application/json"),
  /** A dataset with a card, and the labelled posts of each part. */
  HUGGING_FACE("hugging-face", "zip", "application/zip");

  private final String parameter;
  private final String suffix;
  private final String mediaType;

  ExportFormat(String parameter, String suffix, String mediaType) {
    this.parameter = parameter;
    this.suffix = suffix;
    this.mediaType = mediaType;
  }

  /** Its name in an address. */
  public String parameter() {
    return parameter;
  }

  /** The media type, with its character set where it has one. */
  public String mediaType() {
    return mediaType;
  }

  /** What the file of an export is called. */
  public String fileName(UUID projectId) {
    return "qalam-%s.%s".formatted(projectId, suffix);
  }

  /** Whether it says which training sets hold a post. */
  public boolean namesTrainingSets() {
    return this == JSONL || this == CSV || this == TSV;
  }

  /** Whether a file of it can be gone on with: an archive is one piece. */
  public boolean canGoOn() {
    return this != HUGGING_FACE;
  }

  /**
   * The format of that name; JSONL where none is given.
   *
   * @throws Invalid when there is no such format
   */
  public static ExportFormat of(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return JSONL;
    }
    return Arrays.stream(values())
        .filter(format -> format.parameter.equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(() -> new Invalid("format", TenantWording.ONE_OF, all()));
  }

  private static List<String> all() {
    return Arrays.stream(values()).map(ExportFormat::parameter).toList();
  }

  /** Writes posts to a stream in this format; whoever opened the stream closes it. */
  public PostWriter writer(ProjectExport project, OutputStream out) {
    return switch (this) {
      case JSONL -> new JsonlPostWriter(out);
      case CSV -> TablePostWriter.csv(out);
      case TSV -> TablePostWriter.tsv(out);
      case LABEL_STUDIO -> new LabelStudioWriter(project, out);
      case HUGGING_FACE -> new HuggingFaceWriter(project, out);
    };
  }
}
