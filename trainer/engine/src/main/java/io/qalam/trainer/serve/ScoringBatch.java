package io.qalam.trainer.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.qalam.trainer.llama.Compute;
import io.qalam.trainer.llama.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one native call: groups of posts that share question and adapter, one after the other.
 *
 * <p>A row is the post with what closes its prompt, then every label's tokens side by side; the
 * opening before it is given as keys and values.
 */
final class ScoringBatch {
  private static final long MOST_RANK_TOGETHER = 64;
  private static final double MOST_SURPLUS = 1.6;

  private final List<Group> groups = new ArrayList<>();
  private final Rows rows = new Rows();
  private final AttentionOrder order = new AttentionOrder();
  private final List<Mask> masks = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Openings.Opening> openings = new ArrayList<>();

  /**
   * @param prompts (T) each, without the opening; sorted by length
   */
  record Group(
      Adapted adapted, Openings.Opening opening, LabelTokens labels, List<int[]> prompts) {}

  /** Neighbouring groups of one adapter: where their tokens, and those asked for, end. */
  private record Segment(Adapted adapted, long end, long tailEnd) {}

  /**
   * Which tokens see which, for rows with the same labels after openings of the same length.
   *
   * @param opening tokens of it
   * @param prompt tokens of the longest; a shorter row takes the mask's end
   */
  private record Mask(LabelTokens labels, int opening, int prompt) {

    /** The same for rows of both; null where they differ in more than their length. */
    @Nullable Mask with(Mask other) {
      return labels == other.labels && opening == other.opening
          ? new Mask(labels, opening, Math.max(prompt, other.prompt))
          : null;
    }
  }

  void add(Group group) {
    int mask = mask(group);
    for (int[] own : group.prompts) {
      add(group, own, mask);
    }
    groups.add(group);
    Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (last != null && last.adapted.tensors() == group.adapted.tensors()) {
      segments.remove(last);
    }
    segments.add(new Segment(group.adapted, rows.tokens(), rows.tailTokens()));
  }

  private int opening(Openings.Opening opening) {
    for (int i = 0; i < openings.size(); i++) {
      if (openings.get(i) == opening) {
        return i;
      }
    }
    openings.add(opening);
    return openings.size() - 1;
  }

  private int mask(Group group) {
    int longest = group.prompts.get(group.prompts.size() - 1).length;
    Mask own = new Mask(group.labels, group.opening.ids().length, longest);
    for (int i = 0; i < masks.size(); i++) {
      Mask both = masks.get(i).with(own);
      if (both != null) {
        masks.set(i, both);
        return i;
      }
    }
    masks.add(own);
    return masks.size() - 1;
  }

  private void add(Group group, int[] own, int mask) {
    LabelTokens labels = group.labels;
    int before = group.opening.ids().length;
    int[] ids = Arrays.copyOf(own, own.length + labels.size());
    int[] places = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      int label = i - own.length;
      ids[i] = label < 0 ? own[i] : (int) labels.ids()[label];
      places[i] = before + (label < 0 ? i : own.length + (int) labels.offsets()[label]);
    }
    int tail = 1 + labels.size();
    rows.add(ids, places, tail);
    order.add(new AttentionOrder.Row(ids.length, tail, opening(group.opening), mask));
  }

  /** For each stretch of rows that attend together: how many, length, tail and mask. */
  long[] spans() {
    return order.spans();
  }

  Rows rows() {
    return rows;
  }

  /**
   * The windows in which all adapters' products of a module are one batched product: those over all
   * tokens, and those over the ones asked for: where a processor's bf16 products cost more to begin
   * than such small ones take (docs/LOG.md). None where adapters are not alike, not of every linear
   * module, too large to be laid side by side for every call, or have stretches that are too
   * different.
   */
  List<AdapterWindows> windows(Compute compute) {
    Adapted first = segments.get(0).adapted;
    if (compute != Compute.BFLOAT16 || segments.size() == 1 || !first.coversEveryModule()) {
      return List.of();
    }
    int a = (int) first.slots()[0];
    long rank = rank(first, a);
    boolean alike =
        segments.stream()
            .allMatch(
                s -> Arrays.equals(s.adapted.slots(), first.slots()) && rank(s.adapted, a) == rank);
    if (!alike || rank > MOST_RANK_TOGETHER) {
      return List.of();
    }
    List<AdapterWindows> windows =
        List.of(AdapterWindows.over(ends()), AdapterWindows.over(tailEnds()));
    return windows.stream().allMatch(each -> each.surplus() <= MOST_SURPLUS) ? windows : List.of();
  }

  private static long rank(Adapted adapted, int a) {
    return adapted.tensors().get(a).getShape().get(0);
  }

  /** In how many turns windows are multiplied; 0 where adapters are, one by one. */
  static int turns(List<AdapterWindows> windows) {
    return windows.stream().mapToInt(AdapterWindows::turns).max().orElse(0);
  }

  private List<Segment> inTurns(int turns) {
    return turns == 0 ? segments : AdapterWindows.inTurns(segments, turns);
  }

  /**
   * Every adapter's tensors, one adapter after the other. Those of several that are multiplied one
   * by one are in 32 bits, whose products begin faster.
   */
  List<NDArray> tensors(int turns) {
    boolean masters = turns == 0 && segments.size() > 1;
    return inTurns(turns).stream()
        .flatMap(s -> (masters ? s.adapted.masters() : s.adapted.tensors()).stream())
        .toList();
  }

  /** Every adapter's slots in turn, as indices into {@link #tensors}. */
  long[] slots(int turns) {
    List<long[]> all = new ArrayList<>();
    int offset = 0;
    for (Segment segment : inTurns(turns)) {
      int from = offset;
      all.add(Arrays.stream(segment.adapted.slots()).map(s -> s < 0 ? s : s + from).toArray());
      offset += segment.adapted.tensors().size();
    }
    return all.stream().flatMapToLong(Arrays::stream).toArray();
  }

  double[] scalings(int turns) {
    return inTurns(turns).stream().mapToDouble(s -> s.adapted.scaling()).toArray();
  }

  /**
   * For each turn, and then once more for each over the tokens asked for: (adapters, length, 1),
   * whether a window's token is a neighbour's.
   */
  static List<NDArray> outside(NDManager manager, List<AdapterWindows> windows, int turns) {
    return windows.stream()
        .flatMap(
            each -> IntStream.range(0, turns).mapToObj(turn -> outside(manager, each, turn, turns)))
        .toList();
  }

  private static NDArray outside(NDManager manager, AdapterWindows windows, int turn, int turns) {
    int length = Math.toIntExact(windows.length());
    int adapters = windows.ends().length;
    boolean[] outside = new boolean[(adapters - turn + turns - 1) / turns * length];
    for (int k = turn, to = 0; k < adapters; k += turns, to += length) {
      System.arraycopy(windows.outside(k), 0, outside, to, length);
    }
    return manager.create(outside, new Shape(outside.length / length, length, 1));
  }

  List<NDArray> tables() {
    List<NDArray> all = segments.stream().map(s -> s.adapted.table()).toList();
    return all.stream().allMatch(table -> table == all.get(0)) ? all.subList(0, 1) : all;
  }

  long[] ends() {
    return segments.stream().mapToLong(Segment::end).toArray();
  }

  long[] tailEnds() {
    return segments.stream().mapToLong(Segment::tailEnd).toArray();
  }

  long[] rowsPerGroup() {
    return groups.stream().mapToLong(group -> group.prompts.size()).toArray();
  }

  /** Keys and values of every opening's layers in turn, one opening after the other. */
  List<NDArray> openings() {
    return openings.stream().flatMap(opening -> opening.layers().stream()).toList();
  }

  /**
   * Which tokens attend in which order, as indices: those that each row sees; those that look, and
   * the way back; the same two of the tokens asked for.
   */
  List<NDArray> order(NDManager manager) {
    int[] lengths = openings.stream().mapToInt(opening -> opening.ids().length).toArray();
    return Stream.of(
            order.seen(lengths),
            order.places(false),
            order.back(false),
            order.places(true),
            order.back(true))
        .map(manager::create)
        .toList();
  }

  List<NDArray> masks(NDManager manager) {
    return masks.stream().map(mask -> mask(manager, mask)).toList();
  }

  /**
   * (T + S, T + S + P), added to attention scores: a prompt's token sees the opening and those
   * before it, a label's sees the whole prompt and its own label's before it.
   */
  private static NDArray mask(NDManager manager, Mask of) {
    int prompt = of.prompt;
    int labels = of.labels.size();
    int side = prompt + labels;
    int width = side + of.opening;
    float[] mask = new float[side * width];
    for (int row = 0; row < side; row++) {
      int label = row - prompt;
      for (int column = 0; column < side; column++) {
        boolean seen =
            column < prompt
                ? column <= row
                : label >= 0 && of.labels.mask()[label * labels + column - prompt] > 0;
        mask[row * width + column] = seen ? 0 : Float.NEGATIVE_INFINITY;
      }
    }
    return manager.create(mask, new Shape(side, width));
  }

  List<NDArray> firstTokens(NDManager manager) {
    return groups.stream().map(g -> manager.create(g.labels.first())).toList();
  }

  List<NDArray> followingTokens(NDManager manager) {
    return groups.stream().map(g -> manager.create(g.labels.following())).toList();
  }

  List<NDArray> owners(NDManager manager) {
    return groups.stream()
        .map(g -> manager.create(g.labels.owner(), new Shape(g.labels.size(), g.labels.count())))
        .toList();
  }
}
