package io.qalam.trainer.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Llama 3's chat format around a task and a post; the assistant's turn begins with {@code Label:}
 * and is continued from there.
 *
 * <p>The recipe is LlamaLens's (Kmainasi et al. 2024, arXiv:2410.15308): the instruction first,
 * then the post. The labels follow the instruction in the task's order, so that a model can read
 * what it may answer.
 */
public final class ChatPrompt {

  /** The same format as a Jinja template, for other programs that read tokenizer_config.json. */
  static final String TEMPLATE =
      "{{ bos_token }}{% for m in messages %}<|start_header_id|>{{ m['role'] }}<|end_header_id|>\n\n"
          + "{{ m['content'] }}<|eot_id|>{% endfor %}{% if add_generation_prompt %}"
          + "<|start_header_id|>assistant<|end_header_id|>\n\n{% endif %}";

  /** The words of the format itself, for the tokenizer's trainer. */
  public static final List<String> PHRASES =
      List.of(
          "system",
          "user",
          "assistant",
          "\n\n",
          "You label posts.",
          "\nLabels:",
          "\nPost:",
          "Label:");

  private static final String SYSTEM = "You label posts.";
  private static final String SUMMARY_SYSTEM = "You summarise texts.";

  private final TextTokenizer tokenizer;
  private final int begin;
  private final int startHeader;
  private final int endHeader;
  private final int endOfTurn;
  private final int endOfText;
  private final int[] labelClosing;

  public ChatPrompt(TextTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.begin = tokenizer.special(SpecialTokens.BEGIN);
    this.startHeader = tokenizer.special(SpecialTokens.START_HEADER);
    this.endHeader = tokenizer.special(SpecialTokens.END_HEADER);
    this.endOfTurn = tokenizer.special(SpecialTokens.END_OF_TURN);
    this.endOfText = tokenizer.special(SpecialTokens.END);
    this.labelClosing = closing("Label:");
  }

  /** The id that begins every row. */
  public int begin() {
    return begin;
  }

  /** The id that ends every turn, and every answer. */
  public int endOfTurn() {
    return endOfTurn;
  }

  /** The id that ends a document. */
  public int endOfText() {
    return endOfText;
  }

  /**
   * A plain document for pretraining: its text between the tokens of begin and end, cut to the
   * given length.
   */
  public int[] document(String text, int maxTokens) {
    int[] ids = tokenizer.encode(text);
    int kept = Math.min(ids.length, maxTokens - 2);
    int[] row = new int[kept + 2];
    row[0] = begin;
    System.arraycopy(ids, 0, row, 1, kept);
    row[kept + 1] = endOfText;
    return row;
  }

  /** Everything before the post: constant for a task. */
  public int[] opening(LabelTask task) {
    String labels = String.join(", ", task.labels());
    return opening(SYSTEM, task.instruction() + "\nLabels: " + labels + "\nPost:");
  }

  /** Everything before a text that is to be summarised. */
  public int[] opening(SummaryTask task) {
    return opening(SUMMARY_SYSTEM, task.instruction() + "\nText:");
  }

  private int[] opening(String system, String asked) {
    List<Integer> ids = new ArrayList<>();
    ids.add(begin);
    turn(ids, "system");
    text(ids, system);
    ids.add(endOfTurn);
    turn(ids, "user");
    text(ids, asked);
    return array(ids);
  }

  /** Everything between the post and the label. */
  public int[] closing() {
    return labelClosing.clone();
  }

  private int[] closing(String marker) {
    List<Integer> ids = new ArrayList<>();
    ids.add(endOfTurn);
    turn(ids, "assistant");
    text(ids, marker);
    return array(ids);
  }

  /** Whether the task leaves room for at least one token of a post. */
  public boolean fits(LabelTask task, int maxTokens) {
    return opening(task).length + closing().length < maxTokens;
  }

  /** The whole prompt; a post that does not fit loses its end, but not a short last line. */
  public int[] prompt(LabelTask task, String post, int maxTokens) {
    return prompt(opening(task), post, maxTokens);
  }

  /** The whole prompt for a summary, whose turn begins with {@code Summary:}. */
  public int[] prompt(SummaryTask task, String text, int maxTokens) {
    return prompt(opening(task), text, closing("Summary:"), maxTokens);
  }

  /** The whole prompt after an opening that was encoded before. */
  public int[] prompt(int[] opening, String post, int maxTokens) {
    return prompt(opening, post, labelClosing, maxTokens);
  }

  private int[] prompt(int[] opening, String post, int[] closing, int maxTokens) {
    int room = maxTokens - opening.length - closing.length;
    if (room < 1) {
      throw new IllegalArgumentException(
          "The instruction and labels take "
              + (opening.length + closing.length)
              + " tokens, expected fewer than "
              + maxTokens);
    }
    int[] text = fitting(" " + post, room);
    int[] prompt = Arrays.copyOf(opening, opening.length + text.length + closing.length);
    System.arraycopy(text, 0, prompt, opening.length, text.length);
    System.arraycopy(closing, 0, prompt, opening.length + text.length, closing.length);
    return prompt;
  }

  /**
   * A text's tokens, at most so many. One that is longer loses what stands before its last line
   * where that takes at most half of the room, for the last line is the second text of a pair;
   * otherwise its end.
   */
  private int[] fitting(String post, int room) {
    int[] text = tokenizer.encode(post);
    if (text.length <= room) {
      return text;
    }
    int lastLine = post.lastIndexOf('\n');
    int[] last = lastLine < 0 ? new int[0] : tokenizer.encode(post.substring(lastLine));
    int kept = last.length <= room / 2 ? room - last.length : room;
    int[] fitting = Arrays.copyOf(text, room);
    System.arraycopy(last, 0, fitting, kept, room - kept);
    return fitting;
  }

  /**
   * A label as the assistant's answer, with the end of its turn, so that no label is the beginning
   * of another.
   */
  public int[] answer(String label) {
    int[] text = tokenizer.encode(" " + label);
    int[] answer = Arrays.copyOf(text, text.length + 1);
    answer[text.length] = endOfTurn;
    return answer;
  }

  private void turn(List<Integer> ids, String role) {
    ids.add(startHeader);
    text(ids, role);
    ids.add(endHeader);
    text(ids, "\n\n");
  }

  private void text(List<Integer> ids, String text) {
    for (int id : tokenizer.encode(text)) {
      ids.add(id);
    }
  }

  private static int[] array(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }
}
