package io.qalam.review;

import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Document;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Markdown as HTML that is safe in a page whoever wrote it.
 *
 * <p>HTML within the Markdown is shown as text, and what the renderer made still passes a list of
 * what may stand there: no script, no style, no picture, no form, links to http, https and mail
 * alone. Every block reads in its own direction, because guidelines mix Arabic and English.
 */
final class GuidelineHtml {

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .attributeProviderFactory(context -> GuidelineHtml::attributes)
          .build();

  private static final PolicyFactory SAFE =
      new HtmlPolicyBuilder()
          .allowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote")
          .allowElements("ul", "ol", "li", "strong", "em", "code", "pre")
          .allowElements("table", "thead", "tbody", "tr", "th", "td")
          .allowElements("a")
          .allowStandardUrlProtocols()
          .allowAttributes("href")
          .onElements("a")
          .allowAttributes("target")
          .matching(false, "_blank")
          .onElements("a")
          .requireRelsOnLinks("noopener", "noreferrer")
          .allowAttributes("start")
          .onElements("ol")
          .allowAttributes("align")
          .matching(true, "left", "right", "center")
          .onElements("th", "td")
          .allowAttributes("dir")
          .matching(false, "auto")
          .globally()
          .toFactory();

  private GuidelineHtml() {}

  static String of(String markdown) {
    return SAFE.sanitize(RENDERER.render(PARSER.parse(markdown)));
  }

  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    if (node.getParent() instanceof Document) {
      attributes.put("dir", "auto");
    }
    if (node instanceof Link) {
      attributes.put("target", "_blank");
    }
  }
}
