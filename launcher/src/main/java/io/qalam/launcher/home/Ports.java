package io.qalam.launcher.home;

import io.qalam.launcher.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.SplittableRandom;

/**
 * The loopback ports of a home, remembered so that a second start uses the same ones.
 *
 * <p>A free port is picked below the range that Linux gives to outgoing connections (from 32768
 * on), so that no connection takes it while its part restarts. A remembered port that another
 * program took meanwhile is replaced.
 */
public final class Ports {

  private final Path file;
  private final PortRange range;
  private final Properties chosen = new Properties();

  /** Reads what the home remembers. */
  public Ports(Home home, PortRange range) throws IOException {
    this.file = home.ports();
    this.range = range;
    if (Files.exists(file)) {
      chosen.load(new StringReader(Files.readString(file)));
    }
  }

  /** The remembered port of this part, free or not. */
  public OptionalInt remembered(String part) {
    String value = chosen.getProperty(part);
    return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
  }

  /** A free port for this part: the remembered one if it can be had. */
  public int free(String part) throws IOException {
    OptionalInt before = remembered(part);
    if (before.isPresent() && isFree(before.getAsInt())) {
      return before.getAsInt();
    }
    SplittableRandom random = new SplittableRandom();
    for (int attempt = 0; attempt < 10_000; attempt++) {
      int candidate = random.nextInt(range.first(), range.last() + 1);
      if (!chosen.containsValue(Integer.toString(candidate)) && isFree(candidate)) {
        return remember(part, candidate);
      }
    }
    throw Refusal.because("No free port from " + range.first() + " to " + range.last());
  }

  /**
   * The port that the user asked for.
   *
   * @throws Refusal when another program listens on it
   */
  public int exactly(String part, int port) throws IOException {
    if (!isFree(port)) {
      throw Refusal.because("Port " + port + " is taken: choose another one with --port");
    }
    return remember(part, port);
  }

  private int remember(String part, int port) throws IOException {
    chosen.setProperty(part, Integer.toString(port));
    StringWriter text = new StringWriter();
    chosen.store(text, null);
    PrivateFiles.write(file, text.toString());
    return port;
  }

  /** Whether a server could listen on this loopback port now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
