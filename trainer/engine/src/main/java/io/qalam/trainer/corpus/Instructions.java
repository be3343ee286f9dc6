package io.qalam.trainer.corpus;

import io.qalam.trainer.fit.TrainingExample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tasks the base is instruction-tuned on.
 *
 * <p>Sentiment on ArSarcasm-v2 and emotion on BRIGHTER Hindi are not among them: the proof of the
 * loop teaches those.
 */
public final class Instructions {
  private static final List<List<String>> SENTIMENT =
      List.of(List.of("negative", "neutral", "positive"), List.of("bad", "mixed", "good"));
  private static final List<String> EMOTIONS =
      List.of("anger", "disgust", "fear", "joy", "sadness", "surprise", "none");

  private static final List<String> TOPICS =
      List.of(
          "sports",
          "politics",
          "business",
          "technology",
          "health",
          "culture",
          "education",
          "daily-life");

  private static final List<InstructionTask> TASKS =
      List.of(
          new InstructionTask(
              "sentiment",
              "ar",
              "ar_umsab_sentiment",
              2700,
              row -> row.field("label"),
              List.of(
                  "What is the sentiment of this post?",
                  "Decide whether the writer feels negative, neutral or positive.",
                  "Classify the sentiment of the Arabic post.",
                  "ما هو شعور كاتب هذا المنشور؟"),
              with(SENTIMENT, List.of("سلبي", "محايد", "إيجابي"))),
          new InstructionTask(
              "sarcasm",
              "ar",
              "ar_arsarcasm_v2",
              5000,
              row -> row.field("label"),
              List.of(
                  "Is this post sarcastic?",
                  "Decide whether the writer is being sarcastic.",
                  "Detect sarcasm in the Arabic post.",
                  "هل هذا المنشور ساخر؟"),
              List.of(
                  List.of("sarcastic", "not-sarcastic"),
                  List.of("irony", "sincere"),
                  List.of("ساخر", "جاد"))),
          new InstructionTask(
              "dialect",
              "ar",
              "ar_arsarcasm_v2",
              4500,
              row -> row.field("dialect"),
              List.of(
                  "Which Arabic dialect is this post written in?",
                  "Name the dialect of the post.",
                  "ما هي لهجة هذا المنشور؟"),
              List.of(List.of("msa", "egypt", "gulf", "levant", "magreb"))),
          new InstructionTask(
              "claim",
              "ar",
              "ar_ans_claim",
              3000,
              row -> row.field("label"),
              List.of(
                  "Is this headline fake news?",
                  "Decide whether the claim is fake or not.",
                  "هل هذا الخبر صحيح أم كاذب؟"),
              List.of(
                  List.of("fake", "not-fake"), List.of("false", "true"), List.of("كاذب", "صحيح"))),
          new InstructionTask(
              "stance",
              "ar",
              "ar_ans_stance",
              2400,
              row -> row.field("label"),
              List.of(
                  "Do the two headlines agree?",
                  "Which stance does the second headline take to the first?",
                  "هل يتفق العنوانان؟"),
              List.of(List.of("agree", "disagree", "other"))),
          new InstructionTask(
              "offensive",
              "ar",
              "ar_mpold_offensive",
              3000,
              row -> row.field("label"),
              List.of(
                  "Is this post offensive?",
                  "Decide whether the comment uses offensive language.",
                  "Detect offensive language in the post.",
                  "هل هذا التعليق مسيء؟"),
              List.of(
                  List.of("offensive", "non-offensive"),
                  List.of("offensive", "not-offensive"),
                  List.of("abusive", "clean"),
                  List.of("مسيء", "غير مسيء"))),
          new InstructionTask(
              "emotion",
              "ar",
              "ar_brighter_emotion_ary",
              2100,
              row -> row.field("label"),
              List.of(
                  "Which emotion does this post express?",
                  "Name the main emotion of the writer.",
                  "ما هي العاطفة في هذا المنشور؟"),
              List.of(EMOTIONS)),
          new InstructionTask(
              "sentiment",
              "hi-Latn",
              "hi_umsab_sentiment",
              3000,
              row -> row.field("label"),
              List.of(
                  "What is the sentiment of this post?",
                  "Decide whether the writer feels negative, neutral or positive.",
                  "Classify the sentiment of the Hinglish post."),
              SENTIMENT),
          new InstructionTask(
              "hate",
              "en",
              "en_davidson_hate_offensive",
              3600,
              row -> row.field("label"),
              List.of(
                  "Is this post hate speech, offensive, or neither?",
                  "Classify the language of the tweet.",
                  "Detect hate speech and offensive language."),
              List.of(
                  List.of("hate-speech", "offensive-speech", "neither"),
                  List.of("hateful", "offensive", "clean"))),
          new InstructionTask(
              "sentiment-target",
              "en",
              "en_newsmtsc_sentiment",
              3900,
              row -> row.field("label"),
              List.of(
                  "What is the sentiment towards {target}?",
                  "How does the sentence speak of {target}?"),
              SENTIMENT),
          new InstructionTask(
              "sentiment",
              "hi",
              Corpus.OWN,
              3900,
              row -> row.field("sentiment"),
              List.of(
                  "What is the sentiment of this post?",
                  "Decide whether the writer feels negative, neutral or positive.",
                  "Classify the sentiment of the Hindi post.",
                  "इस पोस्ट का भाव क्या है?"),
              with(SENTIMENT, List.of("नकारात्मक", "तटस्थ", "सकारात्मक"))),
          new InstructionTask(
              "topic",
              "hi",
              Corpus.OWN,
              4000,
              row -> row.field("topic"),
              List.of(
                  "What is this post about?",
                  "Name the topic of the post.",
                  "यह पोस्ट किस विषय पर है?"),
              List.of(TOPICS)));

  private final Corpus corpus;
  private final List<InstructionTask> tasks;

  private Instructions(Corpus corpus, List<InstructionTask> tasks) {
    this.corpus = corpus;
    this.tasks = tasks;
  }

  /** All tasks. */
  public static Instructions of(Corpus corpus) {
    return new Instructions(corpus, TASKS);
  }

  /**
   * The tasks but those of these types, whatever their language.
   *
   * @throws IllegalArgumentException for a type that no task has
   */
  public Instructions without(Set<String> types) {
    Set<String> known = tasks.stream().map(InstructionTask::type).collect(Collectors.toSet());
    if (!known.containsAll(types)) {
      throw new IllegalArgumentException(
          "Types of task to leave out found "
              + types
              + ", expected some of "
              + new TreeSet<>(known));
    }
    return new Instructions(
        corpus, tasks.stream().filter(task -> !types.contains(task.type())).toList());
  }

  private static List<List<String>> with(List<List<String>> namings, List<String> another) {
    List<List<String>> all = new ArrayList<>(namings);
    all.add(another);
    return List.copyOf(all);
  }

  /**
   * Every wording and every label, for the tokenizer's trainer: what stands in every prompt should
   * take few tokens.
   */
  public List<String> phrases() {
    List<String> phrases = new ArrayList<>();
    for (InstructionTask task : tasks) {
      phrases.addAll(task.wordings());
      task.namings()
          .forEach(naming -> naming.forEach(label -> phrases.add(" " + label + ", " + label)));
    }
    return phrases;
  }

  /** One epoch of examples of all tasks. */
  public List<TrainingExample> epoch(long seed) {
    Random random = new Random(seed);
    List<TrainingExample> examples = new ArrayList<>();
    tasks.forEach(task -> examples.addAll(task.draw(corpus.training(), random)));
    return examples;
  }

  /** Development examples by task. */
  public Map<String, List<TrainingExample>> development(int limit) {
    Map<String, List<TrainingExample>> examples = new LinkedHashMap<>();
    for (InstructionTask task : tasks) {
      examples.put(
          task.name() + " " + task.language() + " (" + task.dataset() + ")",
          task.development(corpus.development(), limit));
    }
    return examples;
  }
}
