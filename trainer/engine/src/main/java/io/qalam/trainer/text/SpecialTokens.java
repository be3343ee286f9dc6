package io.qalam.trainer.text;

import java.util.List;

/** The tokens of Llama 3's chat format that no text may produce. */
final class SpecialTokens {
  static final String BEGIN = "<|begin_of_text|>";
  static final String END = "<|end_of_text|>";
  static final String START_HEADER = "<|start_header_id|>";
  static final String END_HEADER = "<|end_header_id|>";
  static final String END_OF_TURN = "<|eot_id|>";
  static final List<String> ALL = List.of(BEGIN, END, START_HEADER, END_HEADER, END_OF_TURN);

  private SpecialTokens() {}
}
