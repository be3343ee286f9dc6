package io.qalam.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Generated secrets, one file each, made when they are first asked for.
 *
 * <p>No secret has a default: what nobody configured is 192 random bits.
 */
public record Secrets(Path folder) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** The secret of this name, generated and stored when there is none yet. */
  public String get(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        PrivateFiles.write(file, random(24));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Secret " + file + " cannot be read or written", e);
    }
  }

  /** Random bytes as URL-safe Base64, which needs no quoting anywhere. */
  public static String random(int bytes) {
    byte[] raw = new byte[bytes];
    RANDOM.nextBytes(raw);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
  }
}
