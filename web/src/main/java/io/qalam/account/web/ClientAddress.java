package io.qalam.account.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
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

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final String PORT = "(:[0-9]{1,5})?";

  /**
   * An address as RFC 7239 and the proxies write it: with a port or without, then IPv6 in brackets.
   * Nothing else than numbers gets through, so that no name is looked up.
   */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<v4>%1$s(\\.%1$s){3})%2$s|\\[(?<boxed>%3$s)]%2$s|(?<v6>%3$s)"
              .formatted(BYTE, PORT, "[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,40}"));

  /** Bytes of an IPv6 address that name a network; a home or a phone has all the rest. */
  private static final int NETWORK = 8;

  private ClientAddress() {}

  static String of(HttpServletRequest request) {
    return of(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
  }

  /**
   * The address the peer speaks for, or the peer's own; of IPv6 the network, {@code /64}.
   *
   * @param forwarded the header's lines, in their order
   */
  static String of(String peer, List<String> forwarded) {
    Optional<InetAddress> direct = address(peer);
    if (direct.isEmpty()) {
      return peer;
    }
    boolean proxy = direct.get().isLoopbackAddress();
    return written((proxy ? last(forwarded) : direct).orElse(direct.get()));
  }

  private static Optional<InetAddress> last(List<String> forwarded) {
    if (forwarded.isEmpty()) {
      return Optional.empty();
    }
    String line = forwarded.get(forwarded.size() - 1);
    return address(line.substring(line.lastIndexOf(',') + 1).strip());
  }

  private static Optional<InetAddress> address(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(digits(written)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String digits(Matcher written) {
    String four = written.group("v4");
    if (four != null) {
      return four;
    }
    String boxed = written.group("boxed");
    return boxed != null ? boxed : written.group("v6");
  }

  /** One of IPv4 written as IPv6 is read as the former already. */
  private static String written(InetAddress address) {
    if (address instanceof Inet4Address || address.isLoopbackAddress()) {
      return address.getHostAddress();
    }
    byte[] network = address.getAddress();
    Arrays.fill(network, NETWORK, network.length, (byte) 0);
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }
}
