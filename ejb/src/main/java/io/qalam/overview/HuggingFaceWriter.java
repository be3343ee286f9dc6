package io.qalam.overview;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.qalam.ingestion.model.Split;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.overview.model.PostFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as {@code datasets.load_dataset} takes the unpacked folder: a JSONL file for each part,
 * with the posts that have a final label, and a card.
 */
final class HuggingFaceWriter implements PostWriter {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final LocalDateTime FIRST_TIME_OF_ZIP = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final List<Split> PARTS = List.of(Split.TRAIN, Split.DEVELOPMENT, Split.TEST);

  private final ProjectExport project;
  private final ZipOutputStream zip;
  private final Map<Split, Long> rows = new EnumMap<>(Split.class);

  /**
   * A row; every one has every member, so that all parts have the same columns.
   *
   * @param label a text; in a project of several labels a list of them, however many a post has
   */
  record Row(
      UUID id,
      @Nullable String externalId,
      String text,
      @Nullable String secondText,
      Object label,
      @Nullable String labelSource,
      String lang,
      Instant storedAt) {}

  /** A row of a project of summaries, likewise. */
  record SummaryRow(
      UUID id,
      @Nullable String externalId,
      String text,
      String summary,
      @Nullable String summarySource,
      String lang,
      Instant storedAt) {}

  HuggingFaceWriter(ProjectExport project, OutputStream out) {
    this.project = project;
    this.zip = new ZipOutputStream(out, UTF_8);
  }

  /** What Hugging Face calls a part. */
  static String nameOf(Split part) {
    return switch (part) {
      case TRAIN -> "train";
      case DEVELOPMENT -> "validation";
      case TEST -> "test";
      case APART -> throw new IllegalArgumentException("No part of a dataset");
    };
  }

  @Override
  public List<PostFilter> passes() {
    return PARTS.stream().map(part -> PostFilter.all().labelled().split(part)).toList();
  }

  /** The same posts are the same bytes, whenever they are written. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(FIRST_TIME_OF_ZIP);
    return entry;
  }

  @Override
  public void begin(int pass) throws IOException {
    rows.put(PARTS.get(pass), 0L);
    zip.putNextEntry(entry("data/" + nameOf(PARTS.get(pass)) + ".jsonl"));
  }

  @Override
  public void write(List<ExportedPost> posts) throws IOException {
    for (ExportedPost exported : posts) {
      PostDetail post = exported.post();
      Object row = row(exported);
      if (row != null) {
        zip.write(MAPPER.writeValueAsBytes(row));
        zip.write('\n');
        rows.merge(post.split(), 1L, Long::sum);
      }
    }
    zip.flush();
  }

  /** The post's row; null while it has no final label or summary. */
  private @Nullable Object row(ExportedPost exported) {
    PostDetail post = exported.post();
    if (post.finalSummary() != null) {
      return new SummaryRow(
          post.id(),
          post.externalId(),
          post.text(),
          post.finalSummary(),
          exported.finalLabelSource(),
          post.lang(),
          post.createdAt());
    }
    return post.finalLabel() == null ? null : row(exported, post.finalLabel());
  }

  private Row row(ExportedPost exported, String label) {
    PostDetail post = exported.post();
    return new Row(
        post.id(),
        post.externalId(),
        post.text(),
        post.secondText(),
        project.multiLabel() ? LabelSet.parse(label).labels() : label,
        exported.finalLabelSource(),
        post.lang(),
        post.createdAt());
  }

  /** The card comes last, since it says how many rows there are. */
  @Override
  public void end() throws IOException {
    zip.putNextEntry(entry("README.md"));
    zip.write(DatasetCard.of(project, rows).getBytes(UTF_8));
    zip.finish();
  }
}
