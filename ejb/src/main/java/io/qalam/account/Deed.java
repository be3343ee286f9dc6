package io.qalam.account;

import java.util.Arrays;
import java.util.List;

/**
 * What is remembered of: every action of the audit, so that a page can offer them all.
 *
 * <p>A code is a thing and a verb in the past. It is stored, and stays what it is.
 */
public enum Deed {
  ADAPTER_OUTDATED("adapter.outdated"),
  ADAPTER_PROMOTED("adapter.promoted"),
  ADAPTER_ROLLED_BACK("adapter.rolledBack"),
  BULK_ACCEPTED("bulk.accepted"),
  BULK_UNDONE("bulk.undone"),
  CANDIDATE_APPROVED("candidate.approved"),
  CANDIDATE_JUDGED("candidate.judged"),
  CANDIDATE_REJECTED("candidate.rejected"),
  GOLD_DECIDED("gold.decided"),
  GOLD_UNDONE("gold.undone"),
  GROUP_CREATED("group.created"),
  GROUP_DELETED("group.deleted"),
  GROUP_MEMBER_ADDED("group.member-added"),
  GROUP_MEMBER_REMOVED("group.member-removed"),
  GROUP_RENAMED("group.renamed"),
  GUIDELINES_CHANGED("guidelines.changed"),
  IMPORT_BEGUN("import.begun"),
  IMPORT_ENDED("import.ended"),
  IMPORT_RESUMED("import.resumed"),
  IMPORT_STOPPED("import.stopped"),
  LABEL_GIVEN("label.given"),
  LABEL_UNDONE("label.undone"),
  MEMBER_ADDED("member.added"),
  MEMBER_DISABLED("member.disabled"),
  MEMBER_ENABLED("member.enabled"),
  MEMBER_LANGUAGES_CHANGED("member.languages-changed"),
  MEMBER_PASSWORD_CHANGED("member.password-changed"),
  MEMBER_PASSWORD_RESET("member.password-reset"),
  MEMBER_ROLE_CHANGED("member.role-changed"),
  MODEL_CHOSEN("model.chosen"),
  POST_MARKED_AS_CHECK("post.marked-as-check"),
  POST_UNMARKED_AS_CHECK("post.unmarked-as-check"),
  POSTS_SENT("posts.sent"),
  PROJECT_CONFIGURED("project.configured"),
  PROJECT_CREATED("project.created"),
  PROJECT_DELETED("project.deleted"),
  PROJECT_GROUPS_CHANGED("project.groups-changed"),
  PROJECT_SCHEMA_CHANGED("project.schema-changed"),
  QUOTA_REMOVED("quota.removed"),
  QUOTA_SET("quota.set"),
  RUN_CANCELLED("run.cancelled"),
  RUN_REQUESTED("run.requested"),
  SCHEDULE_CHANGED("schedule.changed"),
  TOKEN_ISSUED("token.issued"),
  TOKEN_REVOKED("token.revoked");

  private final String code;

  Deed(String code) {
    this.code = code;
  }

  /** As it is stored, asked for and exported. */
  public String code() {
    return code;
  }

  /** What it was done to, with the dot: the beginning that it shares with other deeds. */
  private String thing() {
    return code.substring(0, code.indexOf('.') + 1);
  }

  /**
   * What the codes begin with, each once: {@code member.} asks for all that was done to members.
   */
  public static List<String> things() {
    return Arrays.stream(values()).map(Deed::thing).distinct().toList();
  }
}
