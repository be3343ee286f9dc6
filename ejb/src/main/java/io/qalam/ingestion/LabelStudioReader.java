package io.qalam.ingestion;

import io.qalam.ingestion.JsonElements.Element;
import io.qalam.ingestion.PostRecord.Broken;
import io.qalam.ingestion.PostRecord.Readable;
import java.io.IOException;
import java.util.Optional;

/** Tasks as Label Studio exports and imports them ("JSON", not "JSON-MIN"). */
final class LabelStudioReader implements PostReader {

  private final JsonElements elements;

  LabelStudioReader(JsonElements elements) {
    this.elements = elements;
  }

  @Override
  public Optional<PostRecord> next() throws IOException {
    return elements.next().map(LabelStudioReader::record);
  }

  private static PostRecord record(Element element) {
    if (element.fault() != null) {
      return new Broken(element.line(), element.text(), element.fault());
    }
    try {
      return new Readable(
          element.line(), element.text(), LabelStudioTask.fields(PostJson.object(element.text())));
    } catch (RefusedException e) {
      return new Broken(element.line(), element.text(), e.reason());
    }
  }
}
