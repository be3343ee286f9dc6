package io.qalam.server;

import io.qalam.server.TestTenants.Member;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Someone with a browser's cookies or an API token, who does not follow redirects. */
public final class Visitor {

  /** What PrimeFaces' script adds to every form, so that the page may be drawn again. */
  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

  /** The secret that a review page gives its script. */
  private static final Pattern DESK = Pattern.compile("data-token=\"([^\"]+)\"");

  private final CookieManager cookies;

  /** HTTP/1.1: Payara now and then drops a connection that was upgraded to HTTP/2. */
  private final HttpClient client;

  private final Map<String, String> headers;
  private final String server;

  /** What its address bar shows. */
  private String origin;

  private Visitor(Map<String, String> headers, CookieManager cookies, String server) {
    this.headers = new HashMap<>(headers);
    this.cookies = cookies;
    this.server = server;
    this.origin = server;
    this.client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
  }

  private Visitor(Map<String, String> headers) {
    this(headers, new CookieManager(), TestServer.url());
  }

  /** A browser nobody is logged in with, at a server that is not the tests' own. */
  public static Visitor strangerAt(URI server) {
    return new Visitor(Map.of(), new CookieManager(), server.toString());
  }

  /** The same browser, with the same cookies, at another server. */
  public Visitor at(URI other) {
    return new Visitor(headers, cookies, other.toString());
  }

  /** A browser nobody is logged in with. */
  public static Visitor stranger() {
    return new Visitor(Map.of());
  }

  /** A browser nobody is logged in with, of a reader of these languages. */
  public static Visitor stranger(String languages) {
    return new Visitor(Map.of("Accept-Language", languages));
  }

  /** A browser this member is logged in with. */
  public static Visitor loggedIn(TestTenants tenant, Member member) {
    Visitor visitor = stranger();
    HttpResponse<String> answer =
        visitor.logIn(tenant.tenantName(), member.userName(), TestTenants.PASSWORD);
    if (answer.statusCode() != 302) {
      throw new AssertionError("Cannot log in: " + answer.statusCode() + " " + answer.body());
    }
    return visitor;
  }

  /** A program with this member's API token. */
  public static Visitor withToken(TestTenants tenant, Member member) {
    return withToken(tenant.token(member));
  }

  /** A program with a token. */
  public static Visitor withToken(String token) {
    return new Visitor(Map.of("Authorization", "Bearer " + token));
  }

  /** The same, of a reader of these languages. */
  public Visitor reading(String languages) {
    headers.put("Accept-Language", languages);
    return this;
  }

  /** The same, through a proxy with TLS that is called so and speaks for this address. */
  public Visitor throughAProxy(String host, String address) {
    origin = "https://" + host;
    headers.put("Host", host); // the build lets tests set it
    headers.put("X-Forwarded-For", address);
    headers.put("X-Forwarded-Proto", "https");
    return this;
  }

  /** Opens the login page and sends its form. */
  public HttpResponse<String> logIn(String tenant, String userName, String password) {
    Matcher nonce = NONCE.matcher(get("/login").body());
    if (!nonce.find()) {
      throw new AssertionError("The login page has no nonce");
    }
    return postForm(
        "/login",
        Map.of(
            "primefaces.nonce",
            nonce.group(1),
            "login",
            "login",
            "login:tenant",
            tenant,
            "login:user",
            userName,
            "login:password",
            password,
            "login:submit",
            "",
            "jakarta.faces.ViewState",
            "stateless"));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** Opens a review page, and keeps what its script sends with each request. */
  public Visitor atTheDeskOf(TestTenants tenant) {
    String page = get("/projects/" + tenant.row("21") + "/review").body();
    Matcher token = DESK.matcher(page);
    if (!token.find()) {
      throw new AssertionError("The review page has no token: " + page);
    }
    headers.put("X-Qalam-Page", token.group(1));
    return this;
  }

  /** Sends JSON by any method. */
  public HttpResponse<String> send(String method, String path, String json) {
    return send(method, path, "application/json", json);
  }

  /** Sends a body by any method. */
  public HttpResponse<String> send(String method, String path, String type, String body) {
    return send(
        request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body)));
  }

  /** Sends a form as one of Qalam's own pages does. */
  public HttpResponse<String> postForm(String path, Map<String, String> fields) {
    return postForm(path, origin, fields);
  }

  /** Sends a form as a page of another origin does. */
  public HttpResponse<String> postForm(String path, String from, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .setHeader("Origin", from)
            .POST(BodyPublishers.ofString(body)));
  }

  /** The cookies the server has set. */
  public List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    request.setHeader("Origin", origin);
    headers.forEach(request::header);
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("The server does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
