package io.qalam.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Posts as an array of Label Studio tasks, as its import takes them. */
final class LabelStudioWriter implements PostWriter {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private final boolean multiLabel;
  private final OutputStream out;
  private boolean any;

  LabelStudioWriter(ProjectExport project, OutputStream out) {
    this.multiLabel = project.multiLabel();
    this.out = out;
  }

  @Override
  public void begin(int pass) throws IOException {
    out.write('[');
  }

  @Override
  public void goOn() {
    any = true;
  }

  @Override
  public void write(List<ExportedPost> posts) throws IOException {
    for (ExportedPost post : posts) {
      out.write(any ? ',' : '\n');
      any = true;
      out.write(MAPPER.writeValueAsBytes(LabelStudioPost.of(post, multiLabel)));
      out.write('\n');
    }
    out.flush();
  }

  @Override
  public void end() throws IOException {
    out.write(']');
    out.write('\n');
    out.flush();
  }
}
