package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Posts that nobody wrote: words of three languages drawn by a seed, as many as are wanted, no two
 * alike.
 *
 * <p>Stems are joined with beginnings and endings, so that the texts share as few 5-grams as real
 * posts do: the search for near-duplicates at import would else be measured at its worst.
 */
final class BenchPosts {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The words of one language: every beginning goes with every stem and every ending. */
  private record Words(String lang, String[] beginnings, String[] stems, String[] endings) {

    String draw(SplittableRandom random) {
      return beginnings[random.nextInt(beginnings.length)]
          + stems[random.nextInt(stems.length)]
          + endings[random.nextInt(endings.length)];
    }
  }

  private static final List<Words> LANGUAGES =
      List.of(
          new Words(
              "ar",
              " ال وال بال لل ف و ب ك س".split(" "),
              ("خدم سيار مطار شارع كتاب مدرس حكوم جريد لاعب مبار طعام قهو سفر بيت عمل رئيس وزير سوق طبيب"
                      + " مستشفى جامع طالب بحر جبل مدين قري هاتف شرك بنك مال سعر غلاء شعر قصيد فيلم ممثل اغني"
                      + " صباح مساء حديق شجر مطر شمس ليل صديق جار عرس طفل مرأ رجل قانون محكم سلام حرب نفط غاز")
                  .split(" "),
              " ة ات ين ون ها هم نا ي كم ان".split(" ")),
          new Words(
              "hi",
              " अ सु बे महा प्र वि".split(" "),
              ("सेवा गाड़ी सड़क किताब विद्यालय सरकार अख़बार खिलाड़ी मैच खाना चाय यात्रा घर काम मंत्री बाज़ार"
                      + " डॉक्टर अस्पताल छात्र नदी पहाड़ शहर गाँव फ़ोन कंपनी बैंक पैसा दाम कविता फ़िल्म गाना सुबह शाम"
                      + " बगीचा पेड़ बारिश सूरज रात दोस्त पड़ोसी शादी बच्चा औरत आदमी क़ानून अदालत शांति तेल बिजली पानी")
                  .split(" "),
              " ों ें वाला वाली दार पन ता".split(" ")),
          new Words(
              "en",
              " re un over out fore mis".split(" "),
              ("service car airport street book school govern paper play match food coffee travel house work"
                      + " lead market doctor hospital student river mountain town village phone company bank money"
                      + " price poem film song morning evening garden tree rain sun night friend neighbour wedding"
                      + " child court peace fuel power water train ticket parcel screen battery camera")
                  .split(" "),
              " s ed ing er ful less".split(" ")));

  private final long seed;

  BenchPosts(long seed) {
    this.seed = seed;
  }

  static List<String> languages() {
    return LANGUAGES.stream().map(Words::lang).toList();
  }

  /** The posts of these numbers as newline-delimited JSON. */
  String lines(int from, int to) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int number = from; number < to; number++) {
      lines.append(JSON.writeValueAsString(post(number))).append('\n');
    }
    return lines.toString();
  }

  private Map<String, String> post(int number) {
    SplittableRandom random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
    Words words = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
    int count = 8 + random.nextInt(13);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(words.draw(random)).append(' ');
    }
    Map<String, String> post = new LinkedHashMap<>();
    post.put("id", "b" + number);
    post.put("text", text.append(number).toString());
    post.put("lang", words.lang());
    return post;
  }
}
