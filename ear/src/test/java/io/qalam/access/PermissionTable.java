package io.qalam.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The table of docs/PERMISSIONS.md. */
final class PermissionTable {

  static final List<String> CALLERS =
      List.of("anonymous", "annotator", "editor", "admin", "other tenant");

  /**
   * One request and what each caller is answered.
   *
   * @param sends the body, empty when there is none
   */
  record Row(String method, String path, String sends, Map<String, String> answers) {

    /** The row's name, without query and variables' names: {@code GET /api/v1/posts/{}}. */
    String endpoint() {
      return method + " " + path.replaceAll("\\?.*", "").replaceAll("\\{[^}]*}", "{}");
    }

    boolean isApi() {
      return path.startsWith("/api/");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private PermissionTable() {}

  static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    boolean inTable = false;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("| request | sends |")) {
        inTable = true;
      } else if (inTable && line.startsWith("| ")) {
        rows.add(row(line));
      }
    }
    return rows;
  }

  private static Row row(String line) {
    List<String> cells =
        Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList();
    if (cells.size() != CALLERS.size() + 3) {
      throw new AssertionError("docs/PERMISSIONS.md: a row has too few or too many cells: " + line);
    }
    String[] request = cells.get(0).split(" ");
    Map<String, String> answers = new java.util.LinkedHashMap<>();
    for (int i = 0; i < CALLERS.size(); i++) {
      answers.put(CALLERS.get(i), cells.get(i + 2));
    }
    return new Row(request[0], request[1], cells.get(1).replace("`", ""), answers);
  }
}
