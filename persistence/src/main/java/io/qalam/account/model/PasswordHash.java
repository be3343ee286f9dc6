package io.qalam.account.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as it is stored: an Argon2id hash in the PHC string format, {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * <p>The cost stands in the string, so that it can be raised later and an older hash still
 * verifies. The server and the launcher share this class, so that an account made from the machine
 * logs in at the page. Source: RFC 9106; the cost is OWASP's recommendation (19 MiB, 2 passes, 1
 * lane).
 */
public final class PasswordHash {

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** What a stored hash may ask for at most, so that a damaged row cannot stop the server. */
  private static final int MOST_MEMORY_KIB = 1 << 20;

  private static final int MOST_PASSES = 64;

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordHash() {}

  /** Hashes a password with a new salt. */
  public static String of(char[] password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] hash = argon2id(password, salt, new Cost(MEMORY_KIB, PASSES, LANES), HASH_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * Whether the password is the one the stored hash was made of, compared in constant time.
   *
   * @throws IllegalArgumentException when {@code stored} is not an Argon2id PHC string
   */
  public static boolean matches(char[] password, String stored) {
    Matcher phc = PHC.matcher(stored);
    if (!phc.matches()) {
      throw new IllegalArgumentException("Stored password hash is not an Argon2id PHC string");
    }
    Cost cost =
        new Cost(
            Integer.parseInt(phc.group(1)),
            Integer.parseInt(phc.group(2)),
            Integer.parseInt(phc.group(3)));
    byte[] salt = Base64.getDecoder().decode(phc.group(4));
    byte[] expected = Base64.getDecoder().decode(phc.group(5));
    return MessageDigest.isEqual(expected, argon2id(password, salt, cost, expected.length));
  }

  private static byte[] argon2id(char[] password, byte[] salt, Cost cost, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib)
            .withIterations(cost.passes)
            .withParallelism(cost.lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(new String(password).getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private record Cost(int memoryKib, int passes, int lanes) {
    Cost {
      if (memoryKib < 8 || memoryKib > MOST_MEMORY_KIB) {
        throw new IllegalArgumentException("Argon2id memory must be 8 to 1048576 KiB");
      }
      if (passes < 1 || passes > MOST_PASSES || lanes < 1 || lanes > 16) {
        throw new IllegalArgumentException("Argon2id passes must be 1 to 64, lanes 1 to 16");
      }
    }
  }
}
