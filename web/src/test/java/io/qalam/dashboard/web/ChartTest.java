package io.qalam.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.dashboard.web.Chart.Point;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {

  @Test
  void barsStandOnZeroAndAreAsHighAsTheirValues() throws Exception {
    Document chart = parsed(Chart.bars("Labels", List.of(Point.of("a", 10.0), Point.of("b", 5.0))));
    double whole = height(chart, 0);
    assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(2);
    assertThat(height(chart, 1)).isEqualTo(whole / 2);
  }

  @Test
  void aLineBreaksWhereAValueIsMissing() throws Exception {
    Document chart =
        parsed(
            Chart.line(
                "Agreement",
                List.of(
                    Point.of("1", 0.5),
                    Point.of("2", 0.6),
                    Point.of("3", null),
                    Point.of("4", 0.7),
                    new Point("5", 0.8, 0.7, 0.9))));
    assertThat(chart.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(chart.getElementsByTagName("circle").getLength()).isEqualTo(4);
    assertThat(lines(chart, "c-span")).isEqualTo(1);
  }

  @Test
  void nothingOfANameIsMarkup() throws Exception {
    Document chart =
        parsed(Chart.bars("<script>&\"", List.of(Point.of("</text><script>x</script>", 1.0))));
    assertThat(chart.getElementsByTagName("script").getLength()).isZero();
    assertThat(chart.getDocumentElement().getAttribute("aria-label")).isEqualTo("<script>&\"");
  }

  @Test
  void noValuesAreAnEmptyChart() throws Exception {
    assertThat(parsed(Chart.line("Nothing", List.of())).getElementsByTagName("circle").getLength())
        .isZero();
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static double height(Document chart, int bar) {
    return Double.parseDouble(
        chart
            .getElementsByTagName("rect")
            .item(bar)
            .getAttributes()
            .getNamedItem("height")
            .getNodeValue());
  }

  private static long lines(Document chart, String look) {
    long found = 0;
    for (int i = 0; i < chart.getElementsByTagName("line").getLength(); i++) {
      String of =
          chart
              .getElementsByTagName("line")
              .item(i)
              .getAttributes()
              .getNamedItem("class")
              .getNodeValue();
      found += of.equals(look) ? 1 : 0;
    }
    return found;
  }
}
