package io.qalam.ingestion;

import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.SecondText;
import org.jspecify.annotations.Nullable;

/**
 * What the posts of a project are, as far as a record is checked against it.
 *
 * @param languages that a post may leave out
 * @param answer what posts get, and so what may come along with one
 * @param secondText what the second text is; null where a post has none
 * @param schema the label schema in force
 */
record PostRules(
    PostLanguages languages, Answer answer, @Nullable SecondText secondText, LabelSchema schema) {

  static PostRules of(Project project, LabelSchema schema) {
    return new PostRules(
        new PostLanguages(project.getLanguages()),
        project.getAnswer(),
        project.getSecondText(),
        schema);
  }
}
