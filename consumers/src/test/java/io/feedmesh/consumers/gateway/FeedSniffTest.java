package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedSniffTest {
  private static boolean sniff(String text, Charset charset) {
    return FeedSniff.looksLikeFeed(text.getBytes(charset));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss version='2.0'/>",
        "<?xml version='1.0'?>\n<rss/>",
        "\n\n <?xml version='1.0'?><!-- a > b --><feed xmlns='http://www.w3.org/2005/Atom'/>",
        "<rdf:RDF xmlns:rdf='x'>",
        "<RDF>",
        "<channel><item/></channel>",
        "<atom:feed>",
        "<?xml-stylesheet href='a'?><?x?><rss\n>",
        "<!DOCTYPE rss [<!ENTITY a 'b>'> ]><rss>",
        "<!DOCTYPE rss PUBLIC '-//x//' 'http://x/'><rss>",
        "Warning: something in line 3\n<?xml version='1.0'?><rss>",
        "\ufeff<rss>",
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}",
        " {\"items\": [], \"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1\"}",
      })
  void knowsFeeds(String text) {
    assertThat(sniff(text, StandardCharsets.UTF_8)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<",
        "<!--",
        "<?xml",
        "<!DOCTYPE html><html><rss>",
        "<html><body><rss/></body></html>",
        "<opml>",
        "<urlset>",
        "{\"version\": \"1\"}",
        "[]",
        "GIF89a",
        "plain text",
        "<feeds>",
        "<!DOCTYPE rss [",
      })
  void knowsWhatIsNone(String text) {
    assertThat(sniff(text, StandardCharsets.UTF_8)).isFalse();
  }

  @Test
  void readsWiderCharacters() {
    String text = "<?xml version='1.0'?><rss/>";
    assertThat(sniff(text, StandardCharsets.UTF_16)).isTrue();
    assertThat(sniff(text, StandardCharsets.UTF_16LE)).isTrue();
    assertThat(sniff("\ufeff" + text, StandardCharsets.UTF_16LE)).isTrue();
    assertThat(sniff("<html/>", StandardCharsets.UTF_16BE)).isFalse();
  }

  @Test
  void looksForTheRootOnlyAtTheBeginning() {
    assertThat(sniff("x".repeat(5000) + "<rss>", StandardCharsets.UTF_8)).isFalse();
    assertThat(sniff(" ".repeat(5000) + "<rss>", StandardCharsets.UTF_8)).isTrue();
  }
}
