package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.body.TooLargeException;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.feedmesh.streams.parse.FeedParser;
import io.feedmesh.streams.parse.ParseOutcome;
import io.feedmesh.streams.parse.ParseRequest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Whether a change is what it says: its feed URL, its gzip, its hash, and a feed inside. */
final class Admission {
  /** No real feed is squeezed more than this; below the size bombs do no harm. */
  private static final int MAX_RATIO = 250;

  private static final int ANY_RATIO_BYTES = 1024 * 1024;

  private final int maxBytes;
  private final FeedParser parser;

  Admission(DedupeConfig config) {
    this.maxBytes = config.bounds().documentBytes();
    this.parser = new FeedParser(config.bounds());
  }

  /** What was found. */
  sealed interface Verdict {
    /** A feed: its size in bytes, and what it says. */
    record Admitted(int size, ParseOutcome.Parsed feed) implements Verdict {}

    /** Refused, and why. */
    record Refused(RejectReason reason, String detail) implements Verdict {}
  }

  /** Null where key and value name the same feed by its canonical URL, else why not. */
  static Verdict.Refused checkUrl(String key, Change change) {
    if (key == null || change == null) {
      return new Verdict.Refused(
          RejectReason.BAD_RECORD,
          "expected a feed URL as key and a Change, found no " + (key == null ? "key" : "value"));
    }
    try {
      String canonical = FeedUrl.parse(change.getFeedUrl()).toString();
      if (canonical.equals(change.getFeedUrl()) && canonical.equals(key)) {
        return null;
      }
      return new Verdict.Refused(
          RejectReason.BAD_URL,
          shortened(
              "expected the canonical URL "
                  + canonical
                  + " as key and feedUrl, found "
                  + key
                  + " and "
                  + change.getFeedUrl()));
    } catch (BadFeedUrlException e) {
      return new Verdict.Refused(RejectReason.BAD_URL, shortened(e.getMessage()));
    }
  }

  Verdict admit(Change change) {
    byte[] document;
    try {
      document = Bodies.gunzip(change.getBody(), bound(change.getBody()));
    } catch (TooLargeException e) {
      return tooLarge(change.getBody());
    } catch (IOException e) {
      return new Verdict.Refused(
          RejectReason.BAD_GZIP, shortened("expected a whole gzip body: " + e.getMessage()));
    }
    if (!Bodies.hash(document).equals(change.getContentHash())) {
      return new Verdict.Refused(
          RejectReason.HASH_MISMATCH,
          "contentHash is not the SHA-256 of the " + document.length + " bytes of the document");
    }
    ParseOutcome outcome =
        parser.parse(ParseRequest.of(document, change.getOrigin(), change.getFetchedAt()));
    if (outcome instanceof ParseOutcome.Refused refused) {
      return new Verdict.Refused(refused.reason(), refused.detail());
    }
    return new Verdict.Admitted(document.length, (ParseOutcome.Parsed) outcome);
  }

  private long bound(ByteBuffer gzipped) {
    return Math.min(maxBytes, Math.max(ANY_RATIO_BYTES, (long) MAX_RATIO * gzipped.remaining()));
  }

  private Verdict.Refused tooLarge(ByteBuffer gzipped) {
    long bound = bound(gzipped);
    return bound < maxBytes
        ? new Verdict.Refused(
            RejectReason.TOO_COMPRESSED,
            "at most "
                + MAX_RATIO
                + " times the "
                + gzipped.remaining()
                + " gzipped bytes are read")
        : new Verdict.Refused(
            RejectReason.TOO_LARGE, "at most " + bound + " bytes are read, found more");
  }

  private static String shortened(String text) {
    return text.length() <= 500 ? text : text.substring(0, 500);
  }
}
