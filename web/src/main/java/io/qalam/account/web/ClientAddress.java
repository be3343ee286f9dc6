package io.qalam.account.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request came from.
 *
 * <p>The server listens on loopback alone, so that everybody else comes through a reverse proxy on
 * this machine. Whom the proxy speaks for is the last address of {@code X-Forwarded-For}: it added
 * that one itself, those before it are the client's own word.
 */
final class ClientAddress {

  private static final String HEADER = "X-Forwarded-For";
  private static final Pattern LOOPBACK = Pattern.compile("127\\.[0-9.]+|(0:){7}1|::1");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}");

  private ClientAddress() {}

  static String of(HttpServletRequest request) {
    return of(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
  }

  /**
   * The address the peer speaks for, or the peer's own.
   *
   * @param forwarded the header's lines, in their order
   */
  static String of(String peer, List<String> forwarded) {
    return LOOPBACK.matcher(peer).matches() ? last(forwarded).orElse(peer) : peer;
  }

  private static Optional<String> last(List<String> forwarded) {
    if (forwarded.isEmpty()) {
      return Optional.empty();
    }
    String line = forwarded.get(forwarded.size() - 1);
    String address = line.substring(line.lastIndexOf(',') + 1).strip();
    return Optional.of(address).filter(text -> ADDRESS.matcher(text).matches());
  }
}
