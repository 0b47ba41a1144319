package io.feedmesh.streams.parse;

import static io.feedmesh.streams.parse.Parsing.atomEntry;
import static io.feedmesh.streams.parse.Parsing.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What each field of an entry is read from. */
class EntriesTest {
  @Test
  void readsEveryFieldOfAnRssItem() {
    Entry entry =
        item(
            "<guid isPermaLink='false'>g-1</guid><link>https://blog.example/1?utm_source=rss</link>"
                + "<title>One</title><description>&lt;p&gt;Short&lt;/p&gt;</description>"
                + "<content:encoded><![CDATA[<p>Long</p>]]></content:encoded>"
                + "<author>ann@blog.example (Ann)</author><dc:creator>Bob</dc:creator>"
                + "<category>Birds</category><category domain='x'>Trees</category><dc:subject>Birds</dc:subject>"
                + "<pubDate>Tue, 03 Jun 2025 09:39:21 GMT</pubDate><comments>/1#c</comments>"
                + "<dc:language>fr</dc:language>"
                + "<enclosure url='/a.mp3' length='12' type='audio/mpeg'/>");

    assertThat(entry.getId()).isEqualTo("g-1");
    assertThat(entry.getLink()).isEqualTo("https://blog.example/1?utm_source=rss");
    assertThat(entry.getTitle()).isEqualTo("One");
    assertThat(entry.getSummary()).isEqualTo("<p>Short</p>");
    assertThat(entry.getContent()).isEqualTo("<p>Long</p>");
    assertThat(entry.getAuthors()).containsExactly("Ann", "Bob");
    assertThat(entry.getCategories()).containsExactly("Birds", "Trees");
    assertThat(entry.getPublished()).isEqualTo(Instant.parse("2025-06-03T09:39:21Z"));
    assertThat(entry.getComments()).isEqualTo("https://blog.example/1#c");
    assertThat(entry.getLanguage()).isEqualTo("fr");
    assertThat(entry.getEnclosures())
        .containsExactly(new Enclosure("https://blog.example/a.mp3", "audio/mpeg", 12L));
    assertThat(entry.getKey()).matches("[0-9a-f]{32}");
  }

  @Test
  void readsEveryFieldOfAnAtomEntry() {
    Entry entry =
        atomEntry(
            "<id>urn:1</id><link rel='self' href='/1.atom'/><link type='text/plain' href='/1.txt'/>"
                + "<link rel='alternate' type='text/html' href='/1'/><link rel='enclosure' href='/a.ogg' type='audio/ogg'/>"
                + "<link rel='replies' href='/1/replies'/>"
                + "<title type='html'>&lt;i&gt;One&lt;/i&gt;</title><summary>1 &lt; 2</summary>"
                + "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Long<br/>text</p></div></content>"
                + "<author><name>Ann</name><email>a@b.example</email></author><category term='birds' label='Birds'/>"
                + "<published>2025-06-03T09:39:21Z</published><updated>2025-06-04T09:39:21Z</updated>");

    assertThat(entry.getId()).isEqualTo("urn:1");
    assertThat(entry.getLink()).isEqualTo("https://blog.example/1");
    assertThat(entry.getTitle()).isEqualTo("One");
    assertThat(entry.getSummary()).isEqualTo("1 &lt; 2");
    assertThat(entry.getContent()).isEqualTo("<p>Long<br>text</p>");
    assertThat(entry.getAuthors()).containsExactly("Ann");
    assertThat(entry.getCategories()).containsExactly("Birds");
    assertThat(entry.getPublished()).isEqualTo(Instant.parse("2025-06-03T09:39:21Z"));
    assertThat(entry.getUpdated()).isEqualTo(Instant.parse("2025-06-04T09:39:21Z"));
    assertThat(entry.getComments()).isEqualTo("https://blog.example/1/replies");
    assertThat(entry.getEnclosures())
        .containsExactly(new Enclosure("https://blog.example/a.ogg", "audio/ogg", null));
  }

  @Test
  void takesThePermanentIdAsLinkWhereThereIsNone() {
    assertThat(item("<guid>https://blog.example/p</guid>").getLink())
        .isEqualTo("https://blog.example/p");
    assertThat(item("<guid isPermaLink='false'>https://blog.example/p</guid>").getLink()).isNull();
    assertThat(item("<guid>p</guid>").getLink()).isNull();
  }

  @Test
  void resolvesLinksAgainstEveryBaseAround() {
    String feed =
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/x/'>"
            + "<entry xml:base='y/'><link href='z z?q=1'/></entry></feed>";
    assertThat(Parsing.only(feed).getLink()).isEqualTo("http://a.example/x/y/z%20z?q=1");
    assertThat(item("<link>//cdn.example/1</link>").getLink()).isEqualTo("https://cdn.example/1");
    assertThat(item("<link>http://b.example/a b|c</link>").getLink())
        .isEqualTo("http://b.example/a b|c");
    assertThat(item("<link>:::%%%</link>").getLink()).isEqualTo(":::%%%");
  }

  @Test
  void readsBase64OfAtom03() {
    String feed =
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><id>1</id>"
            + "<title mode='escaped'>&lt;b&gt;One&lt;/b&gt;</title><issued>2004-01-02T03:04:05Z</issued>"
            + "<modified>2004-01-03T03:04:05Z</modified>"
            + "<content type='text/html' mode='base64'>PGI+aGk8L2I+</content></entry></feed>";

    Entry entry = Parsing.only(feed);

    assertThat(entry.getTitle()).isEqualTo("One");
    assertThat(entry.getContent()).isEqualTo("<b>hi</b>");
    assertThat(entry.getPublished()).isEqualTo(Instant.parse("2004-01-02T03:04:05Z"));
    assertThat(entry.getUpdated()).isEqualTo(Instant.parse("2004-01-03T03:04:05Z"));
  }

  @Test
  void readsModulesUnderAnyPrefix() {
    Entry entry =
        item(
            "<q:creator xmlns:q='http://purl.org/dc/elements/1.1/'>Ann</q:creator>"
                + "<q:date xmlns:q='http://purl.org/dc/elements/1.1/'>2025-06-03</q:date>"
                + "<atom:link rel='alternate' href='/a'/><atom:summary>S</atom:summary>"
                + "<media:group><media:content url='/v.mp4' type='video/mp4' fileSize='7'/></media:group>");

    assertThat(entry.getAuthors()).containsExactly("Ann");
    assertThat(entry.getPublished()).isEqualTo(Instant.parse("2025-06-03T00:00:00Z"));
    assertThat(entry.getLink()).isEqualTo("https://blog.example/a");
    assertThat(entry.getSummary()).isEqualTo("S");
    assertThat(entry.getEnclosures())
        .containsExactly(new Enclosure("https://blog.example/v.mp4", "video/mp4", 7L));
  }

  @Test
  void readsThePodcastsOwnFields() {
    Entry entry =
        item(
            "<itunes:title>Pilot</itunes:title><itunes:author>Ann</itunes:author><itunes:summary>S</itunes:summary>");

    assertThat(entry.getTitle()).isEqualTo("Pilot");
    assertThat(entry.getAuthors()).containsExactly("Ann");
    assertThat(entry.getSummary()).isEqualTo("S");
  }

  @Test
  void keepsUnescapedHtmlAsItStands() {
    assertThat(item("<description><p>a <b>b</b><br/></p></description>").getSummary())
        .isEqualTo("<p>a <b>b</b><br></p>");
  }

  @Test
  void keepsItemsThatStandWithinOthers() {
    String nested = "<item><title>a</title><item><title>b</title></item></item>";

    assertThat(Parsing.parsed(Parsing.rss(nested)).entries())
        .extracting(Entry::getTitle)
        .containsExactly("a", "b");
  }

  @Test
  void takesTheFeedsAuthorWhereAnAtomEntryNamesNone() {
    String feed = Parsing.atom("<author><name>Ann</name></author><entry><id>1</id></entry>");
    assertThat(Parsing.only(feed).getAuthors()).containsExactly("Ann");
  }

  @Test
  void readsAnItemWithNothingInIt() {
    Entry entry = item("");
    assertThat(entry.getTitle()).isNull();
    assertThat(entry.getPublished()).isNull();
    assertThat(entry.getEnclosures()).isEmpty();
  }
}
