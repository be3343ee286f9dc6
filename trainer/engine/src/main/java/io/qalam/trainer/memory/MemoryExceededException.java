package io.qalam.trainer.memory;

import java.util.stream.Collectors;

/** More memory would be needed than there is; nothing was loaded yet. */
public final class MemoryExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient MemoryNeed need;
  private final transient MemoryLimit limit;

  MemoryExceededException(MemoryNeed need, MemoryLimit limit) {
    super(
        "Memory needed "
            + MemoryNeed.gibibytes(need.bytes())
            + ", found "
            + limit
            + ": "
            + need.parts().stream()
                .map(part -> part.what() + " " + MemoryNeed.gibibytes(part.bytes()))
                .collect(Collectors.joining("; ")));
    this.need = need;
    this.limit = limit;
  }

  public MemoryNeed need() {
    return need;
  }

  public MemoryLimit limit() {
    return limit;
  }
}
