package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of several elements of an RSS item wins, and what each may look like. */
class RssItemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<guid>1</guid> | 1",
        "<guid> 1 </guid> | 1",
        "<guid><![CDATA[1&2]]></guid> | 1&2",
        "<id>1</id> | 1",
        "<atom:id>1</atom:id> | 1",
        "<guid/><id>1</id> | 1",
        "<guid>1</guid><id>2</id> | 1",
        "<id>2</id><guid>1</guid> | 1",
        "<guid/><guid>3</guid> | 3"
      })
  void readsTheId(String item, String id) {
    assertThat(Parsing.item(item).getId()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<link>/1</link> | https://blog.example/1",
        "<link/><atom:link href='/1'/> | https://blog.example/1",
        "<link>/1</link><guid>http://g.example/</guid> | https://blog.example/1",
        "<atom:link rel='self' href='/s'/><guid>http://g.example/</guid> | http://g.example/",
        "<guid isPermaLink='true'>http://g.example/</guid> | http://g.example/",
        "<guid isPermaLink='FALSE'>http://g.example/</guid> | null",
        "<guid isPermaLink=' false '>http://g.example/</guid> | null",
        "<guid isPermaLink='yes'>http://g.example/</guid> | http://g.example/",
        "<guid>ftp://g.example/</guid> | null",
        "<id>http://g.example/</id> | null",
        "<link href='/1'/> | https://blog.example/1",
        "<link>mailto:a@b.example</link> | mailto:a@b.example",
        "<link><![CDATA[https://x.example/?a=1&b=2]]></link> | https://x.example/?a=1&b=2",
        "<link>https://x.example/?a=1&amp;b=2</link> | https://x.example/?a=1&b=2"
      })
  void readsTheLink(String item, String link) {
    assertThat(Parsing.item(item).getLink()).isEqualTo(link.equals("null") ? null : link);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<title>One</title> | One",
        "<title>One &amp;amp; two</title> | One & two",
        "<title>One &lt;b&gt;two&lt;/b&gt;</title> | One two",
        "<title><b>One</b> two</title> | One two",
        "<title><![CDATA[One <i>two</i>]]></title> | One two",
        "<title>5 &lt; 6</title> | 5 < 6",
        "<dc:title>One</dc:title> | One",
        "<media:title>One</media:title> | One",
        "<media:title>Two</media:title><title>One</title> | One",
        "<itunes:title>Two</itunes:title><title>One</title> | One",
        "<title>  </title> | null"
      })
  void readsTheTitleAsPlainText(String item, String title) {
    assertThat(Parsing.item(item).getTitle()).isEqualTo(title.equals("null") ? null : title);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<pubDate>Tue, 03 Jun 2025 09:39:21 GMT</pubDate> | 2025-06-03T09:39:21Z",
        "<pubDate>2025-06-03</pubDate> | 2025-06-03T00:00:00Z",
        "<pubDate>soon</pubDate><dc:date>2025-06-03</dc:date> | 2025-06-03T00:00:00Z",
        "<pubdate>2025-06-03</pubdate> | 2025-06-03T00:00:00Z",
        "<dc:date>2025-06-04</dc:date><pubDate>2025-06-03</pubDate> | 2025-06-03T00:00:00Z",
        "<published>2025-06-03</published> | 2025-06-03T00:00:00Z",
        "<atom:published>2025-06-03</atom:published> | 2025-06-03T00:00:00Z",
        "<dc:date> 2025-06-03 </dc:date> | 2025-06-03T00:00:00Z"
      })
  void readsTheDate(String item, Instant date) {
    assertThat(Parsing.item(item).getPublished()).isEqualTo(date);
    assertThat(Parsing.item(item).getUpdated()).isNull();
  }

  @Test
  void tellsWhenItWasPublishedFromWhenItWasChanged() {
    Entry entry =
        Parsing.item(
            "<pubDate>2025-06-03</pubDate><atom:updated>2025-06-05T00:00:00Z</atom:updated>");

    assertThat(entry.getPublished()).isEqualTo(Instant.parse("2025-06-03T00:00:00Z"));
    assertThat(entry.getUpdated()).isEqualTo(Instant.parse("2025-06-05T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<description>a</description> | a | null",
        "<description>a</description><content:encoded>b</content:encoded> | a | b",
        "<content:encoded>b</content:encoded> | null | b",
        "<summary>a</summary> | a | null",
        "<description/><itunes:summary>a</itunes:summary> | a | null",
        "<itunes:subtitle>a</itunes:subtitle> | a | null",
        "<media:description>a</media:description> | a | null",
        "<dc:description>a</dc:description> | a | null",
        "<body>b</body> | null | b",
        "<body><p>b</p></body> | null | <p>b</p>",
        "<atom:content type='html'>b</atom:content> | null | b",
        "<content:encoded/><body>b</body> | null | b"
      })
  void tellsSummaryFromContent(String item, String summary, String content) {
    Entry entry = Parsing.item(item);

    assertThat(String.valueOf(entry.getSummary())).isEqualTo(summary);
    assertThat(String.valueOf(entry.getContent())).isEqualTo(content);
  }

  @Test
  void readsEveryCategoryOnceAndAHundredAtMost() {
    assertThat(
            Parsing.item(
                    "<category>a</category><category/><category> a </category>"
                        + "<dc:subject>b &amp;amp; c</dc:subject><atom:category term='t'/>"
                        + "<atom:category term='t2' label='L'/>")
                .getCategories())
        .containsExactly("a", "b & c", "t", "L");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      many.append("<category>c").append(i).append("</category>");
    }
    assertThat(Parsing.item(many.toString()).getCategories()).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<enclosure url='/a' length='5' type='audio/mpeg'/> | audio/mpeg | 5",
        "<enclosure url='/a' length='' type=''/> | null | null",
        "<enclosure url='/a' length='-1'/> | null | null",
        "<enclosure url='/a' length='5 MB'/> | null | 5",
        "<enclosure url='/a' length='99999999999999999999'/> | null | null",
        "<enclosure href='/a'/> | null | null",
        "<media:content url='/a' fileSize='6' type='video/mp4'/> | video/mp4 | 6",
        "<media:group><media:content url='/a'/></media:group> | null | null",
        "<atom:link rel='enclosure' href='/a' length='7'/> | null | 7"
      })
  void readsAnEnclosure(String item, String type, String length) {
    Entry entry = Parsing.item(item);

    assertThat(entry.getEnclosures()).hasSize(1);
    Enclosure enclosure = entry.getEnclosures().get(0);
    assertThat(enclosure.getUrl()).isEqualTo("https://blog.example/a");
    assertThat(String.valueOf(enclosure.getType())).isEqualTo(type);
    assertThat(String.valueOf(enclosure.getLength())).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<enclosure/>",
        "<enclosure url=' '/>",
        "<media:content type='video/mp4'/>",
        "<media:thumbnail url='/t.jpg'/>",
        "<atom:link rel='alternate' href='/a'/>"
      })
  void whatHasNoAddressIsNoEnclosure(String item) {
    assertThat(Parsing.item(item).getEnclosures()).isEmpty();
  }

  @Test
  void anEnclosureNamedTwiceIsOne() {
    assertThat(
            Parsing.item(
                    "<enclosure url='/a.mp3' type='audio/mpeg'/><media:content url='/a.mp3'/>"
                        + "<media:group><media:content url='/a.mp3'/><media:content url='/b.mp3'/>"
                        + "</media:group>")
                .getEnclosures())
        .extracting(Enclosure::getUrl)
        .containsExactly("https://blog.example/a.mp3", "https://blog.example/b.mp3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<comments>/1#c</comments> | https://blog.example/1#c",
        "<comments> </comments> | null",
        "<atom:link rel='replies' href='/1/r'/> | https://blog.example/1/r",
        "<comments>/c</comments><atom:link rel='replies' href='/r'/> | https://blog.example/c",
        "<slash:comments xmlns:slash='http://purl.org/rss/1.0/modules/slash/'>7</slash:comments> | null",
        "<wfw:commentRss xmlns:wfw='http://wellformedweb.org/CommentAPI/'>/f</wfw:commentRss> | null"
      })
  void readsWhereTheCommentsAre(String item, String comments) {
    assertThat(String.valueOf(Parsing.item(item).getComments())).isEqualTo(comments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<dc:language>fr</dc:language> | fr",
        "<language>de</language> | de",
        "<title>x</title> | null"
      })
  void readsTheLanguage(String item, String language) {
    assertThat(String.valueOf(Parsing.item(item).getLanguage())).isEqualTo(language);
  }

  @Test
  void theLanguageOfTheElementWins() {
    assertThat(
            Parsing.only(Parsing.rss("<item xml:lang='pt'><dc:language>fr</dc:language></item>"))
                .getLanguage())
        .isEqualTo("pt");
  }
}
