package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.delta.Delta;
import io.feedmesh.consumers.delta.Deltas;
import io.feedmesh.consumers.gateway.RangeRule.Part;
import io.feedmesh.consumers.spool.SpooledBody;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Answers with a version of a feed: that the reader has it, all of it, the part it wants, or what
 * it lacks. Safe for use by several threads.
 */
final class FeedAnswers {
  private static final long DELTA_BYTES = 8 << 20;

  private final Demand demand;
  private final GatewayMeters meters;
  private final InstantSource clock;
  private final Deltas deltas = new Deltas(DELTA_BYTES);

  FeedAnswers(Demand demand, GatewayMeters meters, InstantSource clock) {
    this.demand = demand;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Answers 304 or 412 if that is what the reader's preconditions lead to.
   *
   * @return whether it has answered
   */
  boolean withoutBody(Exchange exchange, SpooledFeed feed, Served served) {
    Wanted wanted = exchange.wanted();
    switch (ConditionRule.decide(wanted.preconditions(), feed, wanted.gzip())) {
      case NOT_MODIFIED -> {
        meters.notModified();
        begin(exchange, feed, served);
        FeedHeaders.unchanged(exchange.fields(), feed, wanted.gzip());
        Answers.unchanged(exchange);
        return true;
      }
      case FAILED -> {
        exchange.fields().add(served.cacheStatus());
        error(exchange, 412, "the feed is another version than If-Match or its kin ask for");
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  /**
   * Answers with the document, or with the part of it that the reader wants.
   *
   * @throws IOException if the gzip is broken
   */
  void withBody(Exchange exchange, SpooledBody body, Served served) throws IOException {
    begin(exchange, body.feed(), served);
    if (exchange.wanted().delta() && served.forAll() && !exchange.head()) {
      Optional<Delta> lacking = lacking(exchange, body);
      if (lacking.isPresent()) {
        meters.delta();
        DeltaAnswer.write(exchange, body.feed(), lacking.get());
        return;
      }
    }
    if (exchange.wanted().gzip()) {
      allGzip(exchange, body, served);
    } else if (exchange.head()) { // needs the length only; a range is nothing to it (14.2)
      count(served);
      FeedHeaders.whole(exchange.fields(), body.feed(), false);
      Answers.body(exchange, null, body.feed().size());
    } else {
      identity(exchange, body, served);
    }
  }

  /** The same for a reader that takes gzip, and no less than all of it: reads no gzip. */
  void gzip(Exchange exchange, SpooledBody body, Served served) {
    begin(exchange, body.feed(), served);
    allGzip(exchange, body, served);
  }

  private void allGzip(Exchange exchange, SpooledBody body, Served served) {
    ByteBuffer gzip = body.gzip().slice();
    count(served);
    FeedHeaders.whole(exchange.fields(), body.feed(), true);
    Answers.body(exchange, gzip, gzip.remaining());
  }

  /** A reader was sent on from an address, which the mesh is to look at as long as readers do. */
  void told(Exchange exchange, FeedUrl url) {
    demand.answered(url, exchange.reader());
  }

  /** Tells who has to know of it, and what is not the same in each answer with this version. */
  private void begin(Exchange exchange, SpooledFeed feed, Served served) {
    HttpFields.Mutable fields = exchange.fields();
    fields.add(served.cacheStatus());
    if (!served.forAll()) {
      fields.add(Freshness.PRIVATE);
      return; // a feed that others must not have is nothing to subscribe to
    }
    demand.answered(feed.url(), exchange.reader());
    long now = clock.millis();
    fields.add(Freshness.cacheControl(feed, now));
    if (served.spooled()) {
      fields.add(Freshness.age(feed, now));
    }
  }

  private Optional<Delta> lacking(Exchange exchange, SpooledBody body) throws IOException {
    List<String> tags = exchange.wanted().preconditions().ifNoneMatch();
    return deltas.lacking(body, (hash, etag) -> ConditionRule.names(tags, hash, etag));
  }

  private void identity(Exchange exchange, SpooledBody body, Served served) throws IOException {
    long size = body.feed().size();
    Wanted wanted = exchange.wanted();
    Part part =
        ConditionRule.rangeFits(wanted.ifRange(), body.feed())
            ? RangeRule.of(wanted.range(), size)
            : new Part.Whole();
    if (part instanceof Part.Bytes bytes) {
      count(served);
      FeedHeaders.whole(exchange.fields(), body.feed(), false);
      InflatedAnswer.part(exchange, body, bytes);
    } else if (part instanceof Part.Nothing) {
      exchange.fields().add(HttpHeader.CONTENT_RANGE, "bytes */" + size);
      error(exchange, 416, "range: the document has " + size + " bytes");
    } else {
      count(served);
      FeedHeaders.whole(exchange.fields(), body.feed(), false);
      InflatedAnswer.write(exchange, body);
    }
  }

  private void count(Served served) {
    if (served.spooled()) {
      meters.hit();
    } else {
      meters.miss();
    }
  }

  private void error(Exchange exchange, int status, String message) {
    meters.error(status);
    Answers.text(exchange, status, message, Map.of());
  }
}
