package io.qalam.labelschema;

import io.qalam.labelschema.model.Fate;
import java.util.List;

/**
 * What a change of labels would touch.
 *
 * @param fromVersion the version in force, to be sent with the change
 * @param version what the new one would be called
 * @param lines one for each label in force
 */
public record SchemaPreview(
    int fromVersion,
    int version,
    List<String> labels,
    List<String> instructions,
    List<Line> lines) {

  /**
   * What hangs on one label.
   *
   * @param posts whose final label it is; split or retired, they are asked again
   * @param annotations in force that count as it
   * @param decisions of editors in force; split or retired, the post waits for an editor again
   * @param gold labels that came with the import; split or retired, they are withdrawn
   * @param checks posts that ask for it as attention checks; split or retired, they are posts like
   *     others again
   */
  public record Line(
      String label,
      Fate becomes,
      List<String> into,
      long posts,
      long annotations,
      long decisions,
      long gold,
      long checks) {}
}
