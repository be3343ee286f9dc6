package io.qalam.trainer.quant;

/**
 * A weight in NF4 with double quantisation.
 *
 * @param packed two levels a byte, the first in the high half
 * @param codes each block's greatest magnitude less the offset, in eight bits
 * @param nestedAbsmax the greatest magnitude of 256 such differences
 * @param offset the mean of the blocks' greatest magnitudes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Nf4Weight(byte[] packed, byte[] codes, float[] nestedAbsmax, float offset) {

  /** Bytes that differ from weight to weight; the tables are the same for all. */
  public long bytes() {
    return packed.length + codes.length + 4L * nestedAbsmax.length + 4;
  }
}
