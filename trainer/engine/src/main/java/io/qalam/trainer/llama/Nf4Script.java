package io.qalam.trainer.llama;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The graph's two methods for frozen weights in four bits, to be put behind the methods of a
 * TorchScript class {@code M}.
 *
 * <p>{@code nf4(packed, codes, absmax, offset, pairs, map, dtype)} gives a weight (outputs, inputs)
 * in PyTorch's type number {@code dtype}, multiplied in 32 bits and then rounded, as bitsandbytes
 * does. Shapes: packed (outputs, inputs / 2) in 8 bits without sign, codes (blocks) likewise,
 * absmax (blocks / 256, rounded up), offset (1), pairs (256, 2), map (256), all four in 32 bits. It
 * needs eight bytes a weight for a moment.
 *
 * <p>{@code weight(ws, i, s, dtype)} gives {@code ws[i]} as it is, or, where it is packed, as
 * linear module number {@code s} = 7 · layer + {@code Linear.ordinal()}. Its codes, absmax and
 * offset are {@code ws[statistics + 3 · s]} and the two behind it; the two tables follow the last
 * module's.
 */
public final class Nf4Script {
  private static final String METHODS = "nf4.torchscript";

  private Nf4Script() {}

  /**
   * The methods' text.
   *
   * @param statistics where the first linear module's statistics lie in the list of weights
   * @param linears how many linear modules there are, seven a layer
   */
  public static String methods(int statistics, int linears) {
    try (InputStream resource = Nf4Script.class.getResourceAsStream(METHODS)) {
      if (resource == null) {
        throw new IllegalStateException(
            "The program " + METHODS + " is missing from the engine's jar");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .replace("$STATISTICS", "" + statistics)
          .replace("$TABLES", "" + (statistics + 3 * linears));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
