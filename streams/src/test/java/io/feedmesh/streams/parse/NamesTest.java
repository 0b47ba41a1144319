package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  @ParameterizedTest
  @CsvSource({
    "http://purl.org/dc/elements/1.1/, x, Creator, dc:creator",
    "http://purl.org/dc/elements/1.0/, dc, date, dc:date",
    "http://purl.org/dc/terms/, '', modified, dcterms:modified",
    "http://purl.org/rss/1.0/modules/content/, c, encoded, content:encoded",
    "http://purl.org/rss/1.0/modules/syndication/, s, updatePeriod, sy:updateperiod",
    "http://search.yahoo.com/mrss/, media, group, media:group",
    "http://search.yahoo.com/mrss, m, content, media:content",
    "http://www.itunes.com/dtds/podcast-1.0.dtd, i, author, itunes:author",
    "http://www.itunes.com/DTDs/Podcast-1.0.dtd, i, author, itunes:author",
    "http://purl.org/syndication/thread/1.0, t, total, thr:total",
    "http://wellformedweb.org/CommentAPI/, w, commentRss, wfw:commentrss",
    "http://purl.oclc.org/net/rss_2.0/enc#, e, enclosure, enc:enclosure",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#, r, RDF, rdf:rdf"
  })
  void modulesHaveTheirUsualPrefix(String uri, String prefix, String local, String name) {
    assertThat(Names.canonical(uri, prefix, local, "")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://purl.org/rss/1.0/",
        "http://purl.org/rss/1.0",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://www.w3.org/1999/xhtml"
      })
  void elementsOfRssHaveBareNames(String uri) {
    assertThat(Names.canonical(uri, "", "pubDate", "")).isEqualTo("pubdate");
  }

  @Test
  void elementsOfAtomAreBareInAtomAndPrefixedElsewhere() {
    assertThat(Names.canonical(ATOM, "", "entry", ATOM)).isEqualTo("entry");
    assertThat(Names.canonical(ATOM, "a", "Link", "")).isEqualTo("atom:link");
    assertThat(Names.canonical("http://purl.org/atom/ns#", "", "entry", ATOM)).isEqualTo("entry");
    assertThat(
            Names.canonical("http://www.w3.org/2005/atom/", "x", "id", "http://purl.org/rss/1.0/"))
        .isEqualTo("atom:id");
  }

  @Test
  void theRootsOwnNamespaceIsBareWhateverItIs() {
    assertThat(Names.canonical("urn:somebody", "q", "Item", "urn:somebody")).isEqualTo("item");
  }

  @Test
  void undeclaredPrefixesMeanWhatTheyUsuallyDo() {
    assertThat(Names.canonical("", "DC", "Date", "")).isEqualTo("dc:date");
    assertThat(Names.canonical("", "rss", "item", "")).isEqualTo("item");
    assertThat(Names.canonical("", "XHTML", "div", "")).isEqualTo("div");
    assertThat(Names.canonical("", "foo", "bar", "")).isEqualTo("foo:bar");
  }

  @Test
  void unknownModulesKeepThePrefixTheyCameWith() {
    assertThat(Names.canonical("urn:foo", "Foo", "Bar", "")).isEqualTo("foo:bar");
    assertThat(Names.canonical("urn:foo", "", "Bar", "")).isEqualTo("bar");
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.w3.org/2005/Atom, true",
    "http://www.w3.org/2005/atom/, true",
    "https://www.w3.org/2005/Atom, true",
    "http://purl.org/atom/ns#, true",
    "http://purl.org/ATOM/ns#draft, true",
    "http://purl.org/rss/1.0/, false",
    "'', false"
  })
  void knowsAtomAlsoMisspelt(String uri, boolean atom) {
    assertThat(Names.isAtom(uri)).isEqualTo(atom);
  }
}
