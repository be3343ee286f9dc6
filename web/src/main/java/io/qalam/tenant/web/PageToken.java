package io.qalam.tenant.web;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a page gives its own script, so that no other site's script can use the session.
 *
 * <p>Faces has its view state for this; {@link ScriptEndpoint} has this.
 */
@Named
@SessionScoped
public class PageToken implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String value = random();

  private static String random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public String getValue() {
    return value;
  }

  boolean is(@Nullable String told) {
    return told != null
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.US_ASCII), told.getBytes(StandardCharsets.UTF_8));
  }
}
