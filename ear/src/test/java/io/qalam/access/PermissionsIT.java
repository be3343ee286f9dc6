package io.qalam.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.qalam.access.PermissionTable.Row;
import io.qalam.server.TestRows;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Visitor;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Walks the table of docs/PERMISSIONS.md against the running server, and sees that it is whole. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PermissionsIT {

  private static final java.nio.file.Path ROOT =
      java.nio.file.Path.of(System.getProperty("qalam.root", ".."));
  private static final TestTenants HERE = TestTenants.NILE;
  private static final String OF_THIS_TENANT = HERE.id().toString().substring(0, 23);
  private static final Set<String> PROJECT_PAGES =
      Set.of(
          "review",
          "guidelines",
          "bulk",
          "adjudication",
          "quality",
          "dashboard",
          "posts",
          "training",
          "settings");

  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("project", HERE.row("21").toString()),
          Map.entry("post", HERE.row("23").toString()),
          Map.entry("task", HERE.row("29").toString()),
          Map.entry("answered", HERE.row("28").toString()),
          Map.entry("run", HERE.row("34").toString()),
          Map.entry("adapter", HERE.row("33").toString()),
          Map.entry("member", HERE.account(Member.ANNOTATOR).toString()),
          Map.entry("token", HERE.row("40").toString()),
          Map.entry("import", HERE.row("38").toString()),
          Map.entry("export", HERE.row("39").toString()),
          Map.entry("group", HERE.row("41").toString()),
          Map.entry("quota", HERE.row("42").toString()));

  private final List<Row> table = readTable();

  /** A browser for each caller, kept from page to page: a login takes a moment by intent. */
  private final Map<String, Visitor> browsers = new HashMap<>();

  @BeforeEach
  @AfterEach
  void layTheRowsAnew() throws SQLException, IOException {
    TestRows.renew();
  }

  @Test
  void everyCallerIsAnsweredAsTheTableSays() throws SQLException, IOException {
    List<String> wrong = new ArrayList<>();
    for (Row row : table) {
      for (String caller : PermissionTable.CALLERS) {
        if (!row.method().equals("GET")) {
          TestRows.renew();
        }
        HttpResponse<String> answer = ask(row, caller);
        String expected = row.answers().get(caller);
        if (!fits(answer, expected)) {
          wrong.add(
              "%s as %s: %s expected, answered %d %s"
                  .formatted(row, caller, expected, answer.statusCode(), start(answer.body())));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(table).hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void everyEndpointAndEveryPageHasItsRow() throws IOException {
    Set<String> rows = table.stream().map(Row::endpoint).collect(Collectors.toSet());
    Set<String> there = new TreeSet<>(endpoints());
    there.addAll(pages());

    assertThat(there)
        .filteredOn(one -> rows.stream().noneMatch(row -> meets(row, one)))
        .as("without a row")
        .isEmpty();
    assertThat(rows)
        .filteredOn(row -> there.stream().noneMatch(one -> meets(row, one)))
        .as("rows of nothing")
        .isEmpty();
  }

  /** Whether a row is about an endpoint; a servlet's {@code /desk/*} stands for all below it. */
  private static boolean meets(String row, String endpoint) {
    return endpoint.endsWith("/*")
        ? row.split(" ")[1].startsWith(endpoint.split(" ")[1].replace("*", ""))
        : row.equals(endpoint);
  }

  private static boolean fits(HttpResponse<String> answer, String expected) {
    int status = answer.statusCode();
    return switch (expected) {
      case "yes" -> status < 400 && !isSentToLogin(answer);
      case "own" ->
          status < 400 && !isSentToLogin(answer) && !answer.body().contains(OF_THIS_TENANT);
      case "login" -> isSentToLogin(answer);
      default -> status == Integer.parseInt(expected) && !leaks(answer);
    };
  }

  private static boolean isSentToLogin(HttpResponse<String> answer) {
    return answer.statusCode() == 303
        && answer.headers().firstValue("Location").orElse("").startsWith("/login");
  }

  /** What no refusal may tell: versions, class names, stack traces. */
  private static boolean leaks(HttpResponse<String> answer) {
    return Stream.of("Payara", "GlassFish", "Exception", "io.qalam", "at java.")
        .anyMatch(answer.body()::contains);
  }

  private static String start(String body) {
    return body.substring(0, Math.min(200, body.length())).replaceAll("\\s+", " ");
  }

  private HttpResponse<String> ask(Row row, String caller) {
    String path = row.path();
    for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
      path = path.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    assertThat(path).as("a variable without a row").doesNotContain("{");
    Visitor visitor =
        row.isApi()
            ? visitor(caller, Visitor::withToken)
            : browsers.computeIfAbsent(caller, c -> visitor(c, PermissionsIT::atTheDesk));
    if (row.method().equals("GET")) {
      return visitor.get(path);
    }
    if (row.path().equals("/logout")) {
      browsers.remove(caller);
      return visitor.postForm(path, Map.of());
    }
    String sends = row.sends().replace("\\n", "\n");
    if (sends.isEmpty() || sends.startsWith("{")) {
      return visitor.send(row.method(), path, sends);
    }
    String[] typed = sends.split(" ", 2);
    return visitor.send(row.method(), path, typed[0], typed[1]);
  }

  private static Visitor atTheDesk(TestTenants tenant, Member member) {
    return Visitor.loggedIn(tenant, member).atTheDeskOf(tenant);
  }

  private static Visitor visitor(
      String caller, BiFunction<TestTenants, Member, Visitor> recognised) {
    return switch (caller) {
      case "anonymous" -> Visitor.stranger();
      case "other tenant" -> recognised.apply(TestTenants.GANGA, Member.ADMIN);
      default -> recognised.apply(HERE, Member.valueOf(caller.toUpperCase(Locale.ROOT)));
    };
  }

  private static Set<String> endpoints() {
    JavaClasses classes = new ClassFileImporter().importPackages("io.qalam");
    Set<String> found = new TreeSet<>();
    for (JavaClass resource : classes) {
      for (JavaMethod method : resource.getMethods()) {
        verb(method).ifPresent(verb -> found.add(verb + " /api/v1" + path(resource, method)));
      }
      if (resource.isAnnotatedWith(WebServlet.class)) {
        String address = resource.getAnnotationOfType(WebServlet.class).value()[0];
        found.add((address.equals("/logout") ? "POST " : "GET ") + address);
      }
    }
    return found;
  }

  private static Optional<String> verb(JavaMethod method) {
    return method.getAnnotations().stream()
        .filter(a -> a.getRawType().isAnnotatedWith(HttpMethod.class))
        .map(a -> a.getRawType().getSimpleName())
        .findFirst();
  }

  private static String path(JavaClass resource, JavaMethod method) {
    String ofClass = resource.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    String ofMethod = method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    return Stream.of(ofClass, ofMethod)
        .map(path -> path.replaceAll("^/|/$", ""))
        .filter(path -> !path.isEmpty())
        .map(path -> "/" + path.replaceAll("\\{[^}]*}", "{}"))
        .collect(Collectors.joining());
  }

  /** The views in the root of the built WAR, by the address they are reached under. */
  private static Set<String> pages() throws IOException {
    Set<String> found = new TreeSet<>();
    java.nio.file.Path ear = java.nio.file.Path.of(System.getProperty("qalam.ear"));
    try (ZipFile zip = new ZipFile(ear.toFile());
        ZipInputStream war =
            new ZipInputStream(zip.getInputStream(zip.getEntry("qalam-web.war")))) {
      for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
        if (entry.getName().matches("[^/]+\\.xhtml")) {
          String view = entry.getName().replace(".xhtml", "");
          found.add("GET /" + (PROJECT_PAGES.contains(view) ? "projects/{}/" + view : view));
        }
      }
    }
    assertThat(found).contains("GET /login", "GET /members");
    return found;
  }

  private static List<Row> readTable() {
    try {
      return PermissionTable.read(ROOT.resolve("docs/PERMISSIONS.md"));
    } catch (IOException e) {
      throw new AssertionError("docs/PERMISSIONS.md cannot be read", e);
    }
  }
}
