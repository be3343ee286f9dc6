package io.qalam.overview;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Posts as JSON objects, one a line. */
final class JsonlPostWriter implements PostWriter {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final OutputStream out;

  JsonlPostWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(List<ExportedPost> posts) throws IOException {
    for (ExportedPost post : posts) {
      out.write(MAPPER.writeValueAsBytes(post));
      out.write('\n');
    }
    out.flush();
  }
}
