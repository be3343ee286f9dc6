package io.qalam.labelschema;

import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.SecondText;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Languages;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.TenantWording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A project to be made.
 *
 * @param name 1 to 120 characters, not taken by another project of the tenant
 * @param task what the labels tell of a post, e.g. {@code sentiment}
 * @param languages codes of the posts' languages, the most frequent first
 * @param secondText what the second text of the posts is; null where they have one, as those that
 *     get a summary have
 * @param multiLabel whether a post may have several labels at once; null means not, and it may not
 *     where posts get a summary
 * @param labels see {@link NewLabelSchema}; none has a comma where posts may have several
 * @param instructions see {@link NewLabelSchema}; Qalam writes them when null or empty
 * @param answer what its posts get; a label when null
 */
public record NewProject(
    @Nullable String name,
    @Nullable String task,
    @Nullable List<@Nullable String> languages,
    @Nullable SecondText secondText,
    @Nullable Boolean multiLabel,
    @Nullable List<@Nullable String> labels,
    @Nullable List<@Nullable String> instructions,
    @Nullable Answer answer) {

  private static final int MOST_LANGUAGES = 20;
  private static final String LOWER_CASE = "[a-z]{2,3}(-.*)?";

  /**
   * Checks and trims.
   *
   * @throws Invalid when fields break a rule; names all of them
   */
  public NewProject {
    List<FieldError> errors = new ArrayList<>();
    FieldCheck check = new FieldCheck();
    name = check.line("name", name, 120);
    task = check.line("task", task, 60);
    languages = languages(check, languages);
    answer = answer == null ? Answer.LABEL : answer;
    check.require(
        answer == Answer.LABEL || secondText == null,
        "secondText",
        LabelSchemaWording.NO_SECOND_TEXT);
    check.require(
        answer == Answer.LABEL || !Boolean.TRUE.equals(multiLabel),
        "multiLabel",
        LabelSchemaWording.NO_LABELS);
    gather(check::done, errors);
    List<@Nullable String> givenLabels = labels;
    List<@Nullable String> givenInstructions = instructions;
    Answer kind = answer;
    boolean several = Boolean.TRUE.equals(multiLabel);
    gather(
        () ->
            new NewLabelSchema(givenLabels, givenInstructions)
                .requireFits(kind)
                .requireFor(several),
        errors);
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
  }

  private static List<@Nullable String> languages(
      FieldCheck check, @Nullable List<@Nullable String> languages) {
    List<@Nullable String> given = check.list("languages", languages, 1, MOST_LANGUAGES);
    List<String> codes =
        IntStream.range(0, given.size())
            .mapToObj(i -> check.line("languages." + i, given.get(i), 35))
            .toList();
    for (int i = 0; i < codes.size(); i++) {
      String code = codes.get(i);
      boolean right = code.isEmpty() || code.matches(LOWER_CASE) && Languages.isCode(code);
      check.require(right, "languages." + i, TenantWording.LANGUAGE_CODE, code);
    }
    check.different("languages", codes);
    return new ArrayList<>(codes);
  }

  private static void gather(Runnable check, List<FieldError> errors) {
    try {
      check.run();
    } catch (Invalid e) {
      errors.addAll(e.errors());
    }
  }

  /** Whether a post may have several labels at once. */
  boolean hasSeveralLabels() {
    return Boolean.TRUE.equals(multiLabel);
  }

  /** What the posts get. */
  Answer kind() {
    return answer == null ? Answer.LABEL : answer;
  }

  NewLabelSchema schema() {
    return new NewLabelSchema(labels, instructions);
  }

  @SuppressWarnings("NullAway") // The constructor let no null through.
  List<String> checkedLanguages() {
    return List.copyOf(languages);
  }
}
