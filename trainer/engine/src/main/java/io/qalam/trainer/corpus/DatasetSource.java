package io.qalam.trainer.corpus;

import java.util.List;

/**
 * A data set that the base may be made from: its licence allows it, and it is no test suite.
 *
 * @param origin the public repository it was taken from
 */
public record DatasetSource(String name, String licence, String origin) {

  /** All of them, in the order of their names. */
  public static final List<DatasetSource> ALL =
      List.of(
          new DatasetSource("ar_ans_claim", "Apache-2.0", "github.com/latynt/ans"),
          new DatasetSource("ar_ans_stance", "Apache-2.0", "github.com/latynt/ans"),
          new DatasetSource("ar_arsarcasm_v2", "MIT", "github.com/iabufarha/ArSarcasm-v2"),
          new DatasetSource(
              "ar_brighter_emotion_ary",
              "CC BY 4.0",
              "github.com/emotion-analysis-project/SemEval2025-Task11"),
          new DatasetSource(
              "ar_mpold_offensive",
              "Apache-2.0",
              "github.com/shammur/Arabic-Offensive-Multi-Platform-SocialMedia-Comment-Dataset"),
          new DatasetSource("ar_umsab_sentiment", "Apache-2.0", "github.com/cardiffnlp/xlm-t"),
          new DatasetSource(
              "en_davidson_hate_offensive",
              "MIT",
              "github.com/t-davidson/hate-speech-and-offensive-language"),
          new DatasetSource("en_newsmtsc_sentiment", "MIT", "github.com/fhamborg/NewsMTSC"),
          new DatasetSource(
              "hi_brighter_emotion",
              "CC BY 4.0",
              "github.com/emotion-analysis-project/SemEval2025-Task11"),
          new DatasetSource("hi_umsab_sentiment", "Apache-2.0", "github.com/cardiffnlp/xlm-t"));
}
