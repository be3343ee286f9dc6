package io.qalam.account.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret text of an API token, {@code qlm_} and 256 random bits; shown once, stored as its
 * hash.
 *
 * <p>SHA-256 without salt suffices here, unlike for a password: nobody can guess 256 random bits,
 * and the hash can be looked up by an index. The launcher makes tokens with this class too.
 */
public record TokenSecret(String text) {

  private static final Pattern FORM = Pattern.compile("qlm_[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public TokenSecret {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("An API token is qlm_ and 43 letters of base64url");
    }
  }

  /** A new secret. */
  public static TokenSecret generate() {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    return new TokenSecret("qlm_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** The secret in a request, or empty when the text has not even a token's form. */
  public static Optional<TokenSecret> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new TokenSecret(text)) : Optional.empty();
  }

  /** The SHA-256 of the text, as hex. */
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Does not show the secret, so that it cannot reach a log. */
  @Override
  public String toString() {
    return "TokenSecret[qlm_…]";
  }
}
