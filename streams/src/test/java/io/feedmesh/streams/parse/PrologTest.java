package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrologTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<rss>x</rss> | rss | <rss>x</rss>",
        "<?xml version='1.0'?><rss/> | rss | <rss/>",
        "<?xml version='1.0'?> <?xml-stylesheet href='x'?><feed/> | feed | <feed/>",
        "<!-- a > b --><rdf:RDF/> | rdf:rdf | <rdf:RDF/>",
        "<!DOCTYPE rss><RSS/> | rss | <RSS/>",
        "<!doctype rss SYSTEM \"a>b\"><rss/> | rss | <rss/>",
        "<!DOCTYPE rss PUBLIC '-//N//D' 'x.dtd'><rss/> | rss | <rss/>",
        "<!DOCTYPE rss [<!ENTITY a '>'><!ELEMENT b ANY>]><rss/> | rss | <rss/>",
        "<!DOCTYPE rss [<!-- ]> --><!ENTITY a ']>'>]><rss/> | rss | <rss/>",
        "\uFEFF<?xml version='1.0'?><rss/> | rss | <rss/>",
        "<!-- a --><!-- b --><!DOCTYPE x><!-- c --><rss/> | rss | <rss/>"
      })
  void takesOffWhatStandsBeforeTheRoot(String document, String root, String rest) {
    Prolog prolog = Prolog.strip(document);

    assertThat(prolog.root()).isEqualTo(root);
    assertThat(prolog.text()).isEqualTo(rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html/>",
        "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><html/>",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<!-- x --><HTML>"
      })
  void knowsAnHtmlPage(String document) {
    assertThat(Prolog.strip(document).root()).isEqualTo("html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "<?xml", "<!--", "<!DOCTYPE", "<!DOCTYPE rss [", "plain", "{}"})
  void findsNoRootWhereThereIsNone(String document) {
    assertThat(Prolog.strip(document).root()).isEmpty();
  }

  @Test
  void readsADoctypeOfAMegabyteOnce() {
    String doctype = "<!DOCTYPE rss [" + "<!ENTITY a \"b\">".repeat(70_000) + "]>";

    assertThat(Prolog.strip(doctype + "<rss/>").text()).isEqualTo("<rss/>");
    assertThat(Prolog.strip("<" + "x".repeat(1_000_000)).root()).hasSizeLessThan(100);
  }
}
