package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.ParseStage;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One sample for each dialect, and for each way its root is misspelt in the wild. */
class DialectsTest {
  private static final String ITEM =
      "<item><title>Snow</title><link>https://blog.example/snow</link></item>";
  private static final String ENTRY =
      "<entry><id>e1</id><title>Snow</title><link href='https://blog.example/snow'/></entry>";
  private static final String RDF = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'";

  static Stream<Arguments> samples() {
    return Stream.of(
        sample(FeedFormat.RSS_091, "<rss version='0.91'><channel>%s</channel></rss>", ITEM),
        sample(FeedFormat.RSS_092, "<rss version='0.92'><channel>%s</channel></rss>", ITEM),
        sample(FeedFormat.RSS_093, "<rss version='0.93'><channel>%s</channel></rss>", ITEM),
        sample(FeedFormat.RSS_094, "<rss version='0.94'><channel>%s</channel></rss>", ITEM),
        sample(FeedFormat.RSS_20, "<rss version='2.0'><channel>%s</channel></rss>", ITEM),
        sample(FeedFormat.RSS_20, "<rss version='2.1 beta'><channel>%s</channel></rss>", ITEM),
        sample(FeedFormat.RSS_20, "<rss><channel>%s</channel></rss>", ITEM),
        sample(FeedFormat.RSS_20, "<RSS VERSION='2.0'><Channel>%s</Channel></RSS>", ITEM),
        sample(FeedFormat.RSS_20, "<rss version='2.0'>%s</rss>", ITEM),
        sample(FeedFormat.RSS_20, "<rss version='2.0'><channel/>%s</rss>", ITEM),
        sample(FeedFormat.RSS_20, "<channel>%s</channel>", ITEM),
        sample(FeedFormat.RSS_20, "<wrapped><rss version='2.0'>%s</rss></wrapped>", ITEM),
        sample(
            FeedFormat.RSS_20,
            "<rss version='2.0' xmlns='http://backend.userland.com/rss2'><channel>%s</channel></rss>",
            ITEM),
        sample(
            FeedFormat.RSS_20,
            "<rss version='2.0' xmlns='urn:somebody:else'><channel>%s</channel></rss>",
            ITEM),
        sample(
            FeedFormat.RSS_090,
            "<rdf:RDF "
                + RDF
                + " xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/>%s</rdf:RDF>",
            ITEM),
        sample(
            FeedFormat.RSS_090,
            "<rdf:RDF "
                + RDF
                + " xmlns='http://channel.netscape.com/rdf/simple/0.9/'><channel>%s</channel></rdf:RDF>",
            ITEM),
        sample(
            FeedFormat.RSS_10,
            "<rdf:RDF " + RDF + " xmlns='http://purl.org/rss/1.0/'><channel/>%s</rdf:RDF>",
            ITEM),
        sample(
            FeedFormat.RSS_10,
            "<rdf:RDF " + RDF + " xmlns='http://purl.org/rss/1.0/'><channel>%s</channel></rdf:RDF>",
            ITEM),
        sample(FeedFormat.RSS_10, "<rdf:RDF " + RDF + "><channel/>%s</rdf:RDF>", ITEM),
        sample(
            FeedFormat.RSS_10,
            "<rdf:RDF " + RDF + " xmlns:r='http://purl.org/rss/1.0/'><r:channel/>%s</rdf:RDF>",
            ITEM.replace("<", "<r:").replace("<r:/", "</r:")),
        sample(FeedFormat.ATOM_10, "<feed xmlns='http://www.w3.org/2005/Atom'>%s</feed>", ENTRY),
        sample(
            FeedFormat.ATOM_10,
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom'>%s</a:feed>",
            ENTRY.replace("<", "<a:").replace("<a:/", "</a:")),
        sample(FeedFormat.ATOM_10, "<feed xmlns='http://www.w3.org/2005/atom/'>%s</feed>", ENTRY),
        sample(FeedFormat.ATOM_10, "<feed>%s</feed>", ENTRY),
        sample(
            FeedFormat.ATOM_03,
            "<feed version='0.3' xmlns='http://purl.org/atom/ns#'>%s</feed>",
            ENTRY),
        sample(
            FeedFormat.ATOM_10,
            "%s",
            ENTRY.replace("<entry", "<entry xmlns='http://www.w3.org/2005/Atom'")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsTheEntryOfEveryDialect(FeedFormat format, String document) {
    ParseOutcome.Parsed parsed = Parsing.parsed(document);

    assertThat(parsed.stage()).isEqualTo(ParseStage.STRICT);
    assertThat(parsed.feed().getFormat()).isEqualTo(format);
    assertThat(parsed.entries()).hasSize(1);
    assertThat(parsed.entries().get(0).getTitle()).isEqualTo("Snow");
    assertThat(parsed.entries().get(0).getLink()).isEqualTo("https://blog.example/snow");
  }

  private static Arguments sample(FeedFormat format, String frame, String entry) {
    return Arguments.of(format, String.format(frame, entry));
  }
}
