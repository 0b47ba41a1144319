package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** RSS before 2.0, from whole documents as they were published. */
class OldRssTest {
  @Test
  void readsNetscapesFirst() {
    ParseOutcome.Parsed parsed =
        Parsing.parsed(
            """
            <?xml version="1.0"?>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                     xmlns="http://my.netscape.com/rdf/simple/0.9/">
              <channel>
                <title>Mozilla Dot Org</title>
                <link>http://www.mozilla.example</link>
                <description>the Mozilla web site</description>
              </channel>
              <image><title>Mozilla</title><url>http://www.mozilla.example/m.gif</url>
                <link>http://www.mozilla.example</link></image>
              <item><title>New Status Updates</title><link>http://www.mozilla.example/s/</link></item>
              <item><title>Bugzilla Reorganized</title><link>http://www.mozilla.example/b/</link></item>
            </rdf:RDF>
            """);

    FeedMetadata feed = parsed.feed();
    assertThat(feed.getFormat()).isEqualTo(FeedFormat.RSS_090);
    assertThat(feed.getTitle()).isEqualTo("Mozilla Dot Org");
    assertThat(feed.getLink()).isEqualTo("http://www.mozilla.example");
    assertThat(feed.getDescription()).isEqualTo("the Mozilla web site");
    assertThat(parsed.entries())
        .extracting(Entry::getTitle, Entry::getLink)
        .containsExactly(
            tuple("New Status Updates", "http://www.mozilla.example/s/"),
            tuple("Bugzilla Reorganized", "http://www.mozilla.example/b/"));
  }

  @Test
  void readsUserlands091WithItsDoctype() {
    ParseOutcome.Parsed parsed =
        Parsing.parsed(
            """
            <?xml version="1.0" encoding="ISO-8859-1" ?>
            <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
                "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91">
              <channel>
                <title>WriteTheWeb</title>
                <link>http://writetheweb.example</link>
                <description>News for web users that write back</description>
                <language>en-us</language>
                <skipHours><hour>1</hour><hour>2</hour></skipHours>
                <skipDays><day>Saturday</day></skipDays>
                <item>
                  <title>Giving the world a pluggable Gnutella</title>
                  <link>http://writetheweb.example/read.php?item=24</link>
                  <description>WorldOS is a framework.</description>
                </item>
              </channel>
            </rss>
            """);

    assertThat(parsed.feed().getFormat()).isEqualTo(FeedFormat.RSS_091);
    assertThat(parsed.feed().getLanguage()).isEqualTo("en-us");
    assertThat(parsed.feed().getSkipHours()).containsExactly(1, 2);
    assertThat(parsed.feed().getSkipDays()).containsExactly("Saturday");
    Entry entry = parsed.entries().get(0);
    assertThat(entry.getId()).isNull();
    assertThat(entry.getLink()).isEqualTo("http://writetheweb.example/read.php?item=24");
    assertThat(entry.getSummary()).isEqualTo("WorldOS is a framework.");
    assertThat(entry.getPublished()).isNull();
  }

  @Test
  void readsAnItemOf092ThatIsOnlyADescription() {
    ParseOutcome.Parsed parsed =
        Parsing.parsed(
            """
            <rss version="0.92"><channel>
              <title>Dave Winer: Grateful Dead</title>
              <cloud domain="data.ourfavoritesongs.example" port="80" path="/RPC2"
                     registerProcedure="x.rssPleaseNotify" protocol="xml-rpc"/>
              <item>
                <description>It's been &lt;b&gt;a few&lt;/b&gt; days.</description>
                <enclosure url="http://www.scripting.example/mp3s/weather.mp3" length="6182912"
                           type="audio/mpeg"/>
                <source url="http://www.scripting.example/xml/news.xml">Scripting News</source>
                <category domain="http://x.example">Music</category>
              </item>
            </channel></rss>
            """);

    Entry entry = parsed.entries().get(0);
    assertThat(parsed.feed().getFormat()).isEqualTo(FeedFormat.RSS_092);
    assertThat(entry.getTitle()).isNull();
    assertThat(entry.getLink()).isNull();
    assertThat(entry.getSummary()).isEqualTo("It's been <b>a few</b> days.");
    assertThat(entry.getCategories()).containsExactly("Music");
    assertThat(entry.getEnclosures())
        .containsExactly(
            new Enclosure("http://www.scripting.example/mp3s/weather.mp3", "audio/mpeg", 6182912L));
    assertThat(entry.getKey()).hasSize(32);
  }

  @Test
  void readsRss10WithItsModules() {
    ParseOutcome.Parsed parsed =
        Parsing.parsed(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                xmlns:dc="http://purl.org/dc/elements/1.1/"
                xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
                xmlns:content="http://purl.org/rss/1.0/modules/content/"
                xmlns:enc="http://purl.oclc.org/net/rss_2.0/enc#"
                xmlns="http://purl.org/rss/1.0/">
              <channel rdf:about="http://meerkat.example/?_fl=rss1.0">
                <title>Meerkat</title>
                <link>http://meerkat.example</link>
                <description>An Open Wire Service</description>
                <dc:language>en</dc:language>
                <sy:updatePeriod>hourly</sy:updatePeriod>
                <sy:updateFrequency>2</sy:updateFrequency>
                <items><rdf:Seq><rdf:li resource="http://c.example/l.html"/></rdf:Seq></items>
              </channel>
              <item rdf:about="http://c.example/l.html">
                <title>XML: A Disruptive Technology</title>
                <link>http://c.example/l.html</link>
                <dc:creator>Simon St.Laurent (mailto:simon@st.example)</dc:creator>
                <dc:date>2000-08-17T14:07:00+02:00</dc:date>
                <dc:subject>XML</dc:subject>
                <description>Short.</description>
                <content:encoded><![CDATA[<p>Long.</p>]]></content:encoded>
                <enc:enclosure rdf:resource="http://c.example/l.mp3" enc:type="audio/mpeg"
                    length="9"/>
              </item>
            </rdf:RDF>
            """);

    assertThat(parsed.feed().getFormat()).isEqualTo(FeedFormat.RSS_10);
    assertThat(parsed.feed().getLanguage()).isEqualTo("en");
    assertThat(parsed.feed().getUpdatePeriodSeconds()).isEqualTo(1_800);
    assertThat(parsed.entries()).as("rdf:li is no item").hasSize(1);
    Entry entry = parsed.entries().get(0);
    assertThat(entry.getId()).isEqualTo("http://c.example/l.html");
    assertThat(entry.getPublished()).isEqualTo(Instant.parse("2000-08-17T12:07:00Z"));
    assertThat(entry.getAuthors()).hasSize(1).first().asString().startsWith("Simon St.Laurent");
    assertThat(entry.getCategories()).containsExactly("XML");
    assertThat(entry.getSummary()).isEqualTo("Short.");
    assertThat(entry.getContent()).isEqualTo("<p>Long.</p>");
    assertThat(entry.getEnclosures())
        .extracting(Enclosure::getUrl)
        .containsExactly("http://c.example/l.mp3");
  }

  @Test
  void readsTheAddressOfAnRdfItemAsItsLinkWhereItHasNone() {
    Entry entry =
        Parsing.only(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                + " xmlns='http://purl.org/rss/1.0/'>"
                + "<item rdf:about='http://a.example/1'><title>x</title></item></rdf:RDF>");

    assertThat(entry.getId()).isEqualTo("http://a.example/1");
    assertThat(entry.getLink()).isEqualTo("http://a.example/1");
  }
}
