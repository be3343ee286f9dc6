package io.qalam.labelschema;

import io.qalam.labelschema.model.Fate;
import io.qalam.labelschema.model.LabelChange;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.TenantWording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a change of labels: every label in force is told what becomes of it, and no two are
 * thrown together without that being said.
 *
 * <p>A label without a line stays if it is among the new ones. All lines take place at once: two
 * labels may exchange their names.
 */
final class LabelMapping {

  private final List<String> former;
  private final List<String> labels;
  private final FieldCheck check = new FieldCheck();

  /** The lines by label, each with its place in the request; a label that stays has none. */
  private final Map<String, Line> lines = new LinkedHashMap<>();

  private record Line(String field, LabelChange change) {}

  private LabelMapping(List<String> former, List<String> labels) {
    this.former = former;
    this.labels = labels;
  }

  /**
   * What becomes of each label of the former version, in its order.
   *
   * @throws Invalid naming every line that breaks a rule
   */
  static List<LabelChange> of(
      List<String> former, List<String> labels, List<@Nullable NewLabelChange> changes) {
    LabelMapping mapping = new LabelMapping(former, labels);
    for (int i = 0; i < changes.size(); i++) {
      mapping.read("changes." + i, changes.get(i));
    }
    mapping.check.done();
    mapping.addThoseThatStay();
    mapping.check.done();
    mapping.lines.values().forEach(mapping::check);
    mapping.check.done();
    return former.stream().map(mapping::change).toList();
  }

  private LabelChange change(String label) {
    return Objects.requireNonNull(lines.get(label)).change();
  }

  private void read(String field, @Nullable NewLabelChange line) {
    String label = line == null ? "" : line.strippedLabel();
    Fate becomes = line == null ? null : line.becomes();
    boolean known = former.contains(label);
    check.require(known, field + ".label", LabelSchemaWording.UNKNOWN_LABEL, label, former);
    check.require(
        becomes != null,
        field + ".becomes",
        TenantWording.MISSING_ONE_OF,
        List.of((Object[]) Fate.values()));
    if (line != null && known && becomes != null) {
      Line there =
          lines.putIfAbsent(
              label, new Line(field, new LabelChange(label, becomes, line.strippedTargets())));
      check.require(there == null, field + ".label", LabelSchemaWording.TWICE, label);
    }
  }

  private void addThoseThatStay() {
    for (String label : former) {
      boolean said = lines.containsKey(label) || labels.contains(label);
      check.require(said, "changes", LabelSchemaWording.NOT_SAID, label);
      lines.computeIfAbsent(
          label, stays -> new Line("changes", new LabelChange(stays, Fate.KEPT, List.of())));
    }
  }

  private void check(Line line) {
    LabelChange change = line.change();
    List<String> into = change.into();
    checkTargets(line, into);
    switch (change.becomes()) {
      case KEPT -> checkKept(line);
      case RENAMED -> checkRenamed(line);
      case MERGED -> checkMerged(line);
      case SPLIT ->
          require(
              new HashSet<>(into).size() > 1,
              line,
              LabelSchemaWording.SPLIT_INTO_ONE,
              change.label());
      case RETIRED -> require(into.isEmpty(), line, LabelSchemaWording.TAKES_NONE, change.label());
    }
    if (change.becomes() != Fate.KEPT) {
      checkGone(line);
    }
  }

  private void checkTargets(Line line, List<String> into) {
    for (String target : into) {
      require(labels.contains(target), line, LabelSchemaWording.NO_NEW_LABEL, target, labels);
    }
    require(new HashSet<>(into).size() == into.size(), line, LabelSchemaWording.TWICE, into);
  }

  private void checkKept(Line line) {
    String label = line.change().label();
    require(line.change().into().isEmpty(), line, LabelSchemaWording.TAKES_NONE, label);
    require(labels.contains(label), line, LabelSchemaWording.NOT_AMONG_THE_NEW, label);
  }

  private void checkRenamed(Line line) {
    String label = line.change().label();
    if (oneTarget(line)) {
      String target = line.change().into().get(0);
      require(!target.equals(label), line, LabelSchemaWording.ONTO_ITSELF, label);
      List<String> others = sources(target);
      others.remove(label);
      require(others.isEmpty(), line, LabelSchemaWording.RENAMED_ONTO, target, others);
    }
  }

  private void checkMerged(Line line) {
    String label = line.change().label();
    if (oneTarget(line)) {
      String target = line.change().into().get(0);
      boolean circle = isCircle(label);
      require(!target.equals(label), line, LabelSchemaWording.ONTO_ITSELF, label);
      require(target.equals(label) || !circle, line, LabelSchemaWording.CIRCLE, label);
      require(
          target.equals(label) || circle || sources(target).size() > 1,
          line,
          LabelSchemaWording.MERGED_ALONE,
          label,
          target);
    }
  }

  private boolean oneTarget(Line line) {
    boolean one = line.change().into().size() == 1;
    require(one, line, LabelSchemaWording.ONE_TARGET, line.change().label());
    return one;
  }

  /** Labels that count as this one from now on. */
  private List<String> sources(String target) {
    List<String> sources = new ArrayList<>();
    for (Line line : lines.values()) {
      LabelChange change = line.change();
      boolean one = change.becomes() == Fate.KEPT || change.into().size() == 1;
      if (one && change.image().filter(target::equals).isPresent()) {
        sources.add(change.label());
      }
    }
    return sources;
  }

  /** Whether merged labels lead back to this one, so that none of them would be left. */
  private boolean isCircle(String label) {
    Set<String> seen = new HashSet<>();
    Optional<String> next = mergedInto(label);
    while (next.isPresent() && seen.add(next.get())) {
      if (next.get().equals(label)) {
        return true;
      }
      next = mergedInto(next.get());
    }
    return false;
  }

  private Optional<String> mergedInto(String label) {
    return Optional.ofNullable(lines.get(label))
        .map(Line::change)
        .filter(change -> change.becomes() == Fate.MERGED && change.into().size() == 1)
        .flatMap(LabelChange::image);
  }

  /** A name that goes may come again only as what another label becomes, or a part of itself. */
  private void checkGone(Line line) {
    String label = line.change().label();
    boolean comesFromALabel =
        lines.values().stream().anyMatch(other -> other.change().into().contains(label));
    require(
        !labels.contains(label) || comesFromALabel, line, LabelSchemaWording.STILL_THERE, label);
  }

  private void require(boolean right, Line line, LabelSchemaWording wording, Object... values) {
    check.require(right, line.field(), wording, values);
  }
}
