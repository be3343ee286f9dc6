package io.qalam.ingestion;

import io.qalam.ingestion.JsonElements.Element;
import io.qalam.ingestion.PostRecord.Broken;
import io.qalam.ingestion.PostRecord.Readable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasks as Label Studio exports and imports them ("JSON", not "JSON-MIN"). */
final class LabelStudioReader implements PostReader {

  private final JsonElements elements;
  private final @Nullable String control;

  /**
   * @param control whose results are the answer; null for the only one
   */
  LabelStudioReader(JsonElements elements, @Nullable String control) {
    this.elements = elements;
    this.control = control;
  }

  @Override
  public Optional<PostRecord> next() throws IOException {
    return elements.next().map(this::record);
  }

  private PostRecord record(Element element) {
    if (element.fault() != null) {
      return new Broken(element.line(), element.text(), element.fault());
    }
    try {
      return new Readable(
          element.line(),
          element.text(),
          LabelStudioTask.fields(PostJson.object(element.text()), control));
    } catch (RefusedException e) {
      return new Broken(element.line(), element.text(), e.reason());
    }
  }
}
