package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 4287 and what came before it. */
class AtomEntriesTest {
  /** The example of RFC 4287, section 1.1, with hosts of our own. */
  @Test
  void readsTheExampleOfTheStandard() {
    ParseOutcome.Parsed parsed =
        Parsing.parsed(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
              <title type="text">dive into mark</title>
              <subtitle type="html">
                A &lt;em&gt;lot&lt;/em&gt; of effort went into making this effortless
              </subtitle>
              <updated>2005-07-31T12:29:29Z</updated>
              <id>tag:example.org,2003:3</id>
              <link rel="alternate" type="text/html" hreflang="en" href="http://example.org/"/>
              <link rel="self" type="application/atom+xml" href="http://example.org/feed.atom"/>
              <rights>Copyright (c) 2003, Mark Pilgrim</rights>
              <generator uri="http://www.example.com/" version="1.0">Example Toolkit</generator>
              <entry>
                <title>Atom draft-07 snapshot</title>
                <link rel="alternate" type="text/html" href="http://example.org/2005/04/02/atom"/>
                <link rel="enclosure" type="audio/mpeg" length="1337"
                      href="http://example.org/audio/ph34r_my_podcast.mp3"/>
                <id>tag:example.org,2003:3.2397</id>
                <updated>2005-07-31T12:29:29Z</updated>
                <published>2003-12-13T08:29:29-04:00</published>
                <author><name>Mark Pilgrim</name><uri>http://example.org/</uri>
                  <email>f8dy@example.com</email></author>
                <contributor><name>Sam Ruby</name></contributor>
                <contributor><name>Joe Gregorio</name></contributor>
                <content type="xhtml" xml:lang="en" xml:base="http://diveintomark.example/">
                  <div xmlns="http://www.w3.org/1999/xhtml">
                    <p><i>[Update: The Atom draft is finished.]</i></p>
                  </div>
                </content>
              </entry>
            </feed>
            """);

    assertThat(parsed.feed().getTitle()).isEqualTo("dive into mark");
    assertThat(parsed.feed().getDescription())
        .isEqualTo("A lot of effort went into making this effortless");
    assertThat(parsed.feed().getLink()).isEqualTo("http://example.org/");
    assertThat(parsed.feed().getSelf()).isEqualTo("http://example.org/feed.atom");
    Entry entry = parsed.entries().get(0);
    assertThat(entry.getId()).isEqualTo("tag:example.org,2003:3.2397");
    assertThat(entry.getTitle()).isEqualTo("Atom draft-07 snapshot");
    assertThat(entry.getLink()).isEqualTo("http://example.org/2005/04/02/atom");
    assertThat(entry.getUpdated()).isEqualTo(Instant.parse("2005-07-31T12:29:29Z"));
    assertThat(entry.getPublished()).isEqualTo(Instant.parse("2003-12-13T12:29:29Z"));
    assertThat(entry.getAuthors()).containsExactly("Mark Pilgrim");
    assertThat(entry.getContent()).contains("<p><i>[Update: The Atom draft is finished.]</i></p>");
    assertThat(entry.getEnclosures())
        .containsExactly(
            new Enclosure("http://example.org/audio/ph34r_my_podcast.mp3", "audio/mpeg", 1337L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<link href='/1'/> | https://blog.example/1",
        "<link rel='' href='/1'/> | https://blog.example/1",
        "<link rel='ALTERNATE' href='/1'/> | https://blog.example/1",
        "<link rel='alternate' type='application/pdf' href='/p'/><link type='text/html' href='/h'/> | https://blog.example/h",
        "<link type='application/pdf' href='/p'/><link type='text/plain' href='/t'/> | https://blog.example/p",
        "<link type='application/xhtml+xml' href='/x'/><link type='text/html' href='/h'/> | https://blog.example/x",
        "<link href='/1'/><link href='/2'/> | https://blog.example/1",
        "<link rel='related' href='/r'/><link rel='via' href='/v'/> | null",
        "<link rel='alternate'/> | null",
        "<link>/text</link> | https://blog.example/text",
        "<id>http://g.example/1</id> | null"
      })
  void choosesTheLink(String entry, String link) {
    assertThat(String.valueOf(Parsing.atomEntry(entry).getLink())).isEqualTo(link);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<published>2025-06-03T00:00:00Z</published> | 2025-06-03T00:00:00Z | null",
        "<updated>2025-06-03T00:00:00Z</updated> | null | 2025-06-03T00:00:00Z",
        "<issued>2025-06-03</issued><modified>2025-06-04</modified> | 2025-06-03T00:00:00Z | 2025-06-04T00:00:00Z",
        "<created>2025-06-03</created> | 2025-06-03T00:00:00Z | null",
        "<published>x</published><issued>2025-06-03</issued> | 2025-06-03T00:00:00Z | null",
        "<updated>Tue, 03 Jun 2025 00:00:00 GMT</updated> | null | 2025-06-03T00:00:00Z"
      })
  void readsBothDates(String entry, String published, String updated) {
    assertThat(String.valueOf(Parsing.atomEntry(entry).getPublished())).isEqualTo(published);
    assertThat(String.valueOf(Parsing.atomEntry(entry).getUpdated())).isEqualTo(updated);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<category term='a'/> | a",
        "<category term='a' label='A'/> | A",
        "<category term='a' scheme='http://s.example'/> | a",
        "<category>text</category> | text",
        "<dc:subject xmlns:dc='http://purl.org/dc/elements/1.1/'>a</dc:subject> | a"
      })
  void readsACategory(String entry, String category) {
    assertThat(Parsing.atomEntry(entry).getCategories()).containsExactly(category);
  }

  @Test
  void anAuthorOfTheEntryComesBeforeThatOfTheFeed() {
    String feed =
        Parsing.atom(
            "<author><name>Ann</name></author>"
                + "<entry><id>1</id><author><name>Bob</name></author></entry>"
                + "<entry><id>2</id></entry>");

    assertThat(Parsing.parsed(feed).entries())
        .extracting(Entry::getAuthors)
        .containsExactly(List.of("Bob"), List.of("Ann"));
  }

  @Test
  void readsThreadsAndMediaWithinAtom() {
    Entry entry =
        Parsing.atomEntry(
            "<id>1</id><link rel='replies' type='application/atom+xml' href='/1/comments'"
                + " xmlns:thr='http://purl.org/syndication/thread/1.0' thr:count='5'/>"
                + "<thr:total xmlns:thr='http://purl.org/syndication/thread/1.0'>5</thr:total>"
                + "<media:group xmlns:media='http://search.yahoo.com/mrss/'>"
                + "<media:title>Video</media:title>"
                + "<media:content url='https://v.example/1' type='application/x-shockwave-flash'/>"
                + "<media:description>About</media:description></media:group>");

    assertThat(entry.getComments()).isEqualTo("https://blog.example/1/comments");
    assertThat(entry.getEnclosures())
        .containsExactly(
            new Enclosure("https://v.example/1", "application/x-shockwave-flash", null));
  }

  @Test
  void contentElsewhereIsNoContent() {
    Entry entry = Parsing.atomEntry("<content type='video/mp4' src='/v.mp4'/><summary>x</summary>");

    assertThat(entry.getContent()).isNull();
    assertThat(entry.getSummary()).isEqualTo("x");
  }

  @Test
  void markupOfXhtmlKeepsItsEntitiesAndAttributes() {
    Entry entry =
        Parsing.atomEntry(
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
                + "<a href='/x?a=1&amp;b=2' title='&quot;q&quot;'>1 &lt; 2</a></div></content>");

    assertThat(entry.getContent())
        .isEqualTo("<a href=\"/x?a=1&amp;b=2\" title=\"&quot;q&quot;\">1 &lt; 2</a>");
  }
}
