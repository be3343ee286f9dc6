package io.qalam.launcher.part;

import io.qalam.launcher.home.PrivateFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Payara's domain folder, written anew from the distribution's template before every start.
 *
 * <p>The server keeps no state of its own, so a new domain is always a right one, whatever a crash
 * left behind. The configuration is edited before the first boot instead of by administration
 * commands after it: the template listens on all interfaces, and not even for a second should it.
 */
final class PayaraDomain {

  /** Up to here the optimising compiler takes more of the cores than it gives; docs/LOG.md. */
  private static final int FEW_CORES = 2;

  private final Path payara;
  private final Path folder;

  PayaraDomain(Path payara, Path parent) {
    this.payara = payara;
    this.folder = parent.resolve("domain1");
  }

  /** What differs from home to home. */
  record Ports(int http, int administration) {}

  /** Writes the domain. */
  void write(Ports ports, String administrationPassword, Path databaseDriver) throws IOException {
    PrivateFiles.deleteTree(folder);
    PrivateFiles.copyTree(payara.resolve("glassfish/domains/domain1"), folder);
    PrivateFiles.createFolder(folder, "rwx------");
    Files.copy(
        databaseDriver,
        folder.resolve("lib").resolve("postgresql.jar"),
        StandardCopyOption.REPLACE_EXISTING);
    Path configuration = folder.resolve("config/domain.xml");
    PrivateFiles.write(configuration, edited(Files.readString(configuration), ports));
    PrivateFiles.write(folder.resolve("config/admin-keyfile"), keyFile(administrationPassword));
    logTo(folder.resolve("config/logging.properties"));
  }

  Path folder() {
    return folder;
  }

  private static void logTo(Path logging) throws IOException {
    String prefix = "com.sun.enterprise.server.logging.GFFileHandler.";
    String changed =
        Files.readString(logging)
            .replace(
                prefix + "rotationLimitInBytes=2000000", prefix + "rotationLimitInBytes=10000000")
            .replace(prefix + "maxHistoryFiles=0", prefix + "maxHistoryFiles=3");
    Files.writeString(logging, changed);
  }

  static String edited(String template, Ports ports) throws IOException {
    try {
      Document document = parse(template);
      Element config = configuration(document, "server-config");
      listeners(document, config, ports);
      closeOtherDoors(document, config);
      pools(document);
      javaOptions(document, config);
      return print(document);
    } catch (ParserConfigurationException | SAXException | TransformerException e) {
      throw new IOException("Payara's domain.xml cannot be edited", e);
    }
  }

  private static void listeners(Document document, Element config, Ports ports) {
    for (Element listener : all(config, "network-listener")) {
      listener.setAttribute("address", "127.0.0.1");
      switch (listener.getAttribute("name")) {
        case "http-listener-1" -> listener.setAttribute("port", "" + ports.http());
        case "admin-listener" -> listener.setAttribute("port", "" + ports.administration());
        default -> listener.getParentNode().removeChild(listener);
      }
    }
    for (Element server : all(config, "virtual-server")) {
      if (server.getAttribute("id").equals("server")) {
        server.setAttribute("network-listeners", "http-listener-1");
      }
    }
    for (Element protocol : all(config, "protocol")) {
      if (protocol.getAttribute("name").equals("http-listener-1")) {
        Element http = all(protocol, "http").get(0);
        // Behind a proxy with TLS: cookies are Secure, addresses and redirects begin with https.
        http.setAttribute("scheme-mapping", "X-Forwarded-Proto");
        http.setAttribute("compression", "on");
        http.setAttribute("compression-min-size-bytes", "1024");
        http.setAttribute(
            "compressable-mime-type",
            "text/html,text/xml,text/plain,text/css,text/javascript,application/javascript,"
                + "application/json,application/problem+json,image/svg+xml");
        http.setAttribute("server-header", "false");
        http.setAttribute("xpowered-by", "false");
      }
    }
    for (Element pool : all(config, "thread-pool")) {
      if (pool.getAttribute("name").equals("http-thread-pool")) {
        pool.setAttribute("max-thread-pool-size", "32");
      }
    }
  }

  /** JMX, IIOP, JMS and the cluster's data grid are not used, so they must not listen. */
  private static void closeOtherDoors(Document document, Element config) {
    for (Element listener : all(config, "iiop-listener")) {
      listener.setAttribute("enabled", "false");
      listener.setAttribute("address", "127.0.0.1");
    }
    for (Element connector : all(config, "jmx-connector")) {
      connector.setAttribute("enabled", "false");
      connector.setAttribute("address", "127.0.0.1");
    }
    for (Element grid : all(config, "hazelcast-config-specific-configuration")) {
      grid.setAttribute("enabled", "false");
    }
    // Payara answers on these addresses of the pages' own port to anybody, without a login.
    for (String told : List.of("metrics", "healthcheck", "openapi")) {
      for (Element service : all(config, "microprofile-" + told + "-configuration")) {
        service.setAttribute("enabled", "false");
      }
    }
    Element jms = document.createElement("jms-service");
    jms.setAttribute("type", "DISABLED");
    config.appendChild(jms);
  }

  /** No H2: its automatic server mode opens a port on every interface. */
  private static void pools(Document document) {
    for (Element pool : all(document.getDocumentElement(), "jdbc-connection-pool")) {
      all(pool, "property").forEach(property -> pool.removeChild(property));
      pool.setAttribute("datasource-classname", "org.postgresql.ds.PGSimpleDataSource");
      pool.setAttribute("res-type", "javax.sql.DataSource");
      pool.setAttribute("steady-pool-size", "0");
      pool.setAttribute("max-pool-size", "4");
      property(document, pool, "Url", "${ENV=QALAM_DB_URL}");
      property(document, pool, "User", "${ENV=QALAM_DB_USER}");
      property(document, pool, "Password", "${ENV=QALAM_DB_PASSWORD}");
    }
  }

  private static void property(Document document, Element pool, String name, String value) {
    Element property = document.createElement("property");
    property.setAttribute("name", name);
    property.setAttribute("value", value);
    pool.appendChild(property);
  }

  private static void javaOptions(Document document, Element config) {
    Element java = all(config, "java-config").get(0);
    for (Element option : all(java, "jvm-options")) {
      String text = option.getTextContent();
      // The OSGi shell listens on a port; nothing here deploys bundles from a folder either.
      if (text.startsWith("-Xmx")
          || text.startsWith("-Dorg.glassfish.additionalOSGiBundlesToStart")
          || text.startsWith("-Dosgi.shell")
          || text.startsWith("-Dfelix.fileinstall")
          || text.startsWith("-Dgosh")) {
        java.removeChild(option);
      }
    }
    List<String> wanted =
        new ArrayList<>(
            List.of(
                "-Xmx768m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Djava.net.preferIPv4Stack=true"));
    if (Runtime.getRuntime().availableProcessors() <= FEW_CORES) {
      wanted.add("-XX:TieredStopAtLevel=1");
      // C1 alone has 48 MB for its code, which were full after some minutes: nothing was compiled
      // from then on.
      wanted.add("-XX:ReservedCodeCacheSize=160m");
    }
    for (String text : wanted) {
      Element option = document.createElement("jvm-options");
      option.setTextContent(text);
      java.appendChild(option);
    }
  }

  /** One administrator; the format is GlassFish's: SHA-256 over password and salt, 100 times. */
  private static String keyFile(String password) {
    byte[] salt = new byte[8];
    new SecureRandom().nextBytes(salt);
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(password.getBytes(StandardCharsets.UTF_8));
      byte[] hash = sha256.digest(salt);
      for (int round = 2; round <= 100; round++) {
        hash = sha256.digest(hash);
      }
      byte[] both = new byte[hash.length + salt.length];
      System.arraycopy(hash, 0, both, 0, hash.length);
      System.arraycopy(salt, 0, both, hash.length, salt.length);
      return "admin;{SSHA256}" + Base64.getEncoder().encodeToString(both) + ";asadmin\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The command line that Payara's own {@code start-domain} would run. */
  List<String> commandLine() throws IOException, InterruptedException {
    Path parent = folder.getParent();
    String printed =
        Tool.run(
            "asadmin start-domain --dry-run",
            List.of(
                Jvm.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                payara.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "start-domain",
                "--dry-run",
                "--domaindir",
                String.valueOf(parent),
                "domain1"),
            Map.of());
    // A JVM with JAVA_TOOL_OPTIONS says so first.
    List<String> command =
        new ArrayList<>(
            printed
                .lines()
                .dropWhile(line -> !line.startsWith("Dump of JVM Invocation line"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .toList());
    int readStandardInput = command.indexOf("-read-stdin");
    if (readStandardInput < 0 || command.size() < 20) {
      throw new IOException("asadmin start-domain --dry-run printed no command line:\n" + printed);
    }
    command.set(readStandardInput + 1, "false");
    return command;
  }

  private static Document parse(String xml)
      throws ParserConfigurationException, IOException, SAXException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory
        .newDocumentBuilder()
        .parse(new org.xml.sax.InputSource(new java.io.StringReader(xml)));
  }

  private static String print(Document document) throws TransformerException {
    StringWriter text = new StringWriter();
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new DOMSource(document), new StreamResult(text));
    return text.toString();
  }

  private static Element configuration(Document document, String name) {
    for (Element config : all(document.getDocumentElement(), "config")) {
      if (config.getAttribute("name").equals(name)) {
        return config;
      }
    }
    throw new IllegalStateException("Payara's template domain has no " + name);
  }

  private static List<Element> all(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
