package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.RejectReason;
import java.util.Objects;

/**
 * Reads RSS 0.90 to 2.0, Atom 0.3 and 1.0, and JSON Feed, in whatever state they are.
 *
 * <p>Bounds come first ({@link ParseBounds}); then a plain SAX parse; where that fails, the same
 * over the text without what XML forbids; where that fails, jsoup's XML parser. Doctypes are taken
 * off and never resolved, so nothing outside the document is ever looked at.
 *
 * <p>Immutable, safe for use by several threads. No input makes it throw.
 */
public final class FeedParser {
  private final ParseBounds bounds;
  private final JsonFeed json;

  /** A parser that keeps to the given bounds. */
  public FeedParser(ParseBounds bounds) {
    this.bounds = Objects.requireNonNull(bounds, "bounds");
    this.json = new JsonFeed(bounds);
  }

  /** What the document says, or why it is refused. */
  public ParseOutcome parse(ParseRequest request) {
    try {
      return accepted(request);
    } catch (RefusedException refused) {
      return refused.outcome();
    }
  }

  private ParseOutcome accepted(ParseRequest request) {
    byte[] document = request.document();
    if (document.length > bounds.documentBytes()) {
      throw new RefusedException(
          RejectReason.TOO_LARGE,
          "at most " + bounds.documentBytes() + " bytes are read, found " + document.length);
    }
    Sniffer.checkBytes(document);
    Deadline deadline = new Deadline(bounds.time());
    String text = Decoder.decode(document, request.contentType());
    return Sniffer.isJson(text)
        ? json.parse(text, request, deadline)
        : new XmlFeed(bounds, deadline).parse(text, request);
  }
}
