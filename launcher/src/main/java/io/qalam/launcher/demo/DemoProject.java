package io.qalam.launcher.demo;

import java.util.List;

/** The two demo projects, each in a tenant of its own, so that isolation is always exercised. */
enum DemoProject {
  NOUR(
      "nour",
      "مشاعر المنشورات",
      "sentiment",
      "ar",
      List.of("positive", "negative", "neutral"),
      "Asia/Riyadh",
      "ar_sentiment.jsonl"),
  KIRAN(
      "kiran",
      "अपमानजनक भाषा",
      "offensive language",
      "hi",
      List.of("offensive", "not-offensive"),
      "Asia/Kolkata",
      "hi_offensive.jsonl");

  private final String tenant;
  private final String title;
  private final String task;
  private final String language;
  private final List<String> labels;
  private final String timeZone;
  private final String file;

  DemoProject(
      String tenant,
      String title,
      String task,
      String language,
      List<String> labels,
      String timeZone,
      String file) {
    this.tenant = tenant;
    this.title = title;
    this.task = task;
    this.language = language;
    this.labels = labels;
    this.timeZone = timeZone;
    this.file = file;
  }

  String tenant() {
    return tenant;
  }

  String title() {
    return title;
  }

  String task() {
    return task;
  }

  String language() {
    return language;
  }

  /** In the order of the digits that choose them. */
  List<String> labels() {
    return labels;
  }

  /** The clock of its training calendar. */
  String timeZone() {
    return timeZone;
  }

  /** Its posts, below {@code /demo} on the class path. */
  String file() {
    return file;
  }
}
