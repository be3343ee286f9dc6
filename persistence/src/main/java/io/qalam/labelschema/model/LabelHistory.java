package io.qalam.labelschema.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a project's labels became from version to version: the one place that says what a label of
 * one version counts as under another.
 *
 * <p>A label that was renamed or merged has an image, which is followed from step to step. One that
 * was split or retired on the way has none, whatever came later. All lines of one version take
 * place at once, so that two labels can change their names with each other.
 */
public final class LabelHistory {

  private final NavigableMap<Integer, LabelSchema> versions = new TreeMap<>();

  private LabelHistory(Collection<LabelSchema> schemas) {
    schemas.forEach(schema -> versions.put(schema.getVersion(), schema));
  }

  /** The history that these versions, without a gap, tell. */
  public static LabelHistory of(Collection<LabelSchema> schemas) {
    return new LabelHistory(schemas);
  }

  /**
   * What a label of one version counts as under another.
   *
   * <p>Backwards only where nothing changed between the two.
   */
  public Optional<String> image(String label, int from, int to) {
    if (from > to) {
      return isSame(to, from) ? Optional.of(label) : Optional.empty();
    }
    Optional<String> image = Optional.of(label);
    for (LabelSchema step : versions.subMap(from, false, to, true).values()) {
      image = image.flatMap(step::imageOf);
    }
    return image;
  }

  /** What a label of one version counts as under the newest. */
  public Optional<String> now(String label, int from) {
    return image(label, from, versions.isEmpty() ? from : versions.lastKey());
  }

  /** Whether two versions have the same labels, and each means the same in both. */
  public boolean isSame(int former, int later) {
    if (former == later) {
      return true;
    }
    List<String> labels = labels(former);
    return new HashSet<>(labels).equals(new HashSet<>(labels(later)))
        && labels.stream()
            .allMatch(label -> image(label, former, later).filter(label::equals).isPresent());
  }

  /** The versions whose labels are those of this one. */
  public List<Integer> sameAs(int version) {
    return versions.keySet().stream()
        .filter(other -> isSame(Math.min(other, version), Math.max(other, version)))
        .toList();
  }

  /**
   * Probabilities of one version's labels as those of another's, summed where labels were merged.
   *
   * @return none where a label has no image, or a label of the other version is the image of none:
   *     nothing was said of it
   */
  public Optional<Map<String, Double>> image(
      Map<String, Double> probabilities, int from, LabelSchema to) {
    Map<String, Double> images = new LinkedHashMap<>();
    for (Map.Entry<String, Double> one : probabilities.entrySet()) {
      Optional<String> image = image(one.getKey(), from, to.getVersion());
      if (image.isEmpty()) {
        return Optional.empty();
      }
      images.merge(image.get(), one.getValue(), Double::sum);
    }
    return images.keySet().containsAll(to.getLabels())
            && images.keySet().stream().allMatch(label -> to.read(label).isPresent())
        ? Optional.of(images)
        : Optional.empty();
  }

  private List<String> labels(int version) {
    LabelSchema schema = versions.get(version);
    return schema == null ? List.of() : schema.getLabels();
  }
}
