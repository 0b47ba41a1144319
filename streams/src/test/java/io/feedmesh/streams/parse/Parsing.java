package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Shorthand of the parser's tests. */
final class Parsing {
  static final String URL = "https://blog.example/feed.xml";
  private static final FeedParser PARSER = new FeedParser(ParseBounds.DEFAULT);

  private Parsing() {}

  static ParseOutcome parse(byte[] document, String contentType) {
    return PARSER.parse(new ParseRequest(document, URL, contentType));
  }

  static ParseOutcome.Parsed parsed(String document) {
    return parsed(document, StandardCharsets.UTF_8, null);
  }

  static ParseOutcome.Parsed parsed(String document, Charset charset, String contentType) {
    ParseOutcome outcome = parse(document.getBytes(charset), contentType);
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    return (ParseOutcome.Parsed) outcome;
  }

  /** The only entry of an RSS 2.0 document with this item. */
  static Entry item(String item) {
    return only(rss("<item>" + item + "</item>"));
  }

  /** The only entry of an Atom 1.0 document with this entry. */
  static Entry atomEntry(String entry) {
    return only(atom("<entry>" + entry + "</entry>"));
  }

  static Entry only(String document) {
    ParseOutcome.Parsed parsed = parsed(document);
    assertThat(parsed.entries()).hasSize(1);
    return parsed.entries().get(0);
  }

  static String rss(String inChannel) {
    return "<?xml version=\"1.0\"?><rss version=\"2.0\""
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        + " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
        + " xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\""
        + " xmlns:media=\"http://search.yahoo.com/mrss/\""
        + " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\""
        + " xmlns:atom=\"http://www.w3.org/2005/Atom\">"
        + "<channel><title>Garden</title>"
        + inChannel
        + "</channel></rss>";
  }

  static String atom(String inFeed) {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Garden</title>" + inFeed + "</feed>";
  }

  static RejectReason refused(String document) {
    return refused(document.getBytes(StandardCharsets.UTF_8));
  }

  static RejectReason refused(byte[] document) {
    ParseOutcome outcome = parse(document, null);
    assertThat(outcome).isInstanceOf(ParseOutcome.Refused.class);
    ParseOutcome.Refused refused = (ParseOutcome.Refused) outcome;
    assertThat(refused.detail()).isNotBlank().hasSizeLessThanOrEqualTo(500);
    return refused.reason();
  }
}
