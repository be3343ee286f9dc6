package io.qalam.trainer.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Rows of similar length as tensors: ids (B, T) padded on the right, and the flat positions whose
 * next token counts.
 *
 * <p>Padding stands behind every real token, so that the causal mask alone keeps it out of sight.
 */
record TokenBatch(NDArray ids, NDArray positions, NDArray targets, NDArray weights, int tokens) {

  /**
   * The weights are scaled to sum to one, so that the loss is a mean over the tokens that count.
   */
  static TokenBatch of(NDManager manager, List<TokenRow> rows) {
    int length = rows.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
    long[] ids = new long[rows.size() * length];
    int counted = 0;
    int tokens = 0;
    double total = 0;
    for (TokenRow row : rows) {
      tokens += row.ids().length;
      for (int i = 0; i < row.ids().length - 1; i++) {
        counted += row.weights()[i] > 0 ? 1 : 0;
        total += row.weights()[i];
      }
    }
    long[] positions = new long[counted];
    long[] targets = new long[counted];
    float[] weights = new float[counted];
    int next = 0;
    for (int r = 0; r < rows.size(); r++) {
      TokenRow row = rows.get(r);
      for (int i = 0; i < row.ids().length; i++) {
        ids[r * length + i] = row.ids()[i];
        if (i < row.ids().length - 1 && row.weights()[i] > 0) {
          positions[next] = (long) r * length + i;
          targets[next] = row.ids()[i + 1];
          weights[next] = (float) (row.weights()[i] / total);
          next++;
        }
      }
    }
    return new TokenBatch(
        manager.create(ids, new Shape(rows.size(), length)),
        manager.create(positions),
        manager.create(targets),
        manager.create(weights),
        tokens);
  }
}
