package io.qalam.trainer.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** A file's bytes, of which it is told how many were read. */
final class CountedStream extends FilterInputStream {

  private final IntConsumer bytes;

  CountedStream(InputStream in, IntConsumer bytes) {
    super(in);
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      bytes.accept(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      bytes.accept(count);
    }
    return count;
  }
}
