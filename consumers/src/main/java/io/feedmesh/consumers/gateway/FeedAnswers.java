package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.delta.Delta;
import io.feedmesh.consumers.delta.Deltas;
import io.feedmesh.consumers.gateway.RangeRule.Part;
import io.feedmesh.consumers.spool.Spool;
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

  private final Spool spool;
  private final Unconfirmed unconfirmed;
  private final Demand demand;
  private final GatewayMeters meters;
  private final InstantSource clock;
  private final Deltas deltas = new Deltas(DELTA_BYTES);

  FeedAnswers(
      Spool spool,
      Unconfirmed unconfirmed,
      Demand demand,
      GatewayMeters meters,
      InstantSource clock) {
    this.spool = spool;
    this.unconfirmed = unconfirmed;
    this.demand = demand;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Answers 304 or 412 if that is what the reader's preconditions lead to.
   *
   * @return whether it has answered
   */
  boolean withoutBody(Reply reply, SpooledFeed feed, Served served) {
    Wanted wanted = reply.wanted();
    switch (ConditionRule.decide(wanted.preconditions(), feed, wanted.gzip())) {
      case NOT_MODIFIED -> {
        meters.notModified();
        begin(reply, feed, served);
        FeedHeaders.unchanged(reply.fields(), feed, wanted.gzip());
        reply.send(304);
        return true;
      }
      case FAILED -> {
        reply.fields().add(served.cacheStatus());
        error(reply, 412, "the feed is another version than If-Match or its kin ask for");
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
      exchange.send(200, null, body.feed().size());
    } else {
      identity(exchange, body, served);
    }
  }

  /**
   * Answers at once, with nothing that is not in memory: without a body, or with all of the gzip.
   *
   * @return whether it has answered
   */
  boolean fromMemory(Reply reply, SpooledFeed feed, Served served) {
    if (withoutBody(reply, feed, served)) {
      return true;
    }
    Wanted wanted = reply.wanted();
    SpooledBody body = wanted.gzip() && !wanted.delta() ? spool.inMemory(feed).orElse(null) : null;
    if (body == null) {
      return false;
    }
    begin(reply, feed, served);
    allGzip(reply, body, served);
    return true;
  }

  private void allGzip(Reply reply, SpooledBody body, Served served) {
    ByteBuffer gzip = body.gzip().slice();
    count(served);
    FeedHeaders.whole(reply.fields(), body.feed(), true);
    reply.send(200, gzip, gzip.remaining());
  }

  /** A reader was sent on from an address, which the mesh is to look at as long as readers do. */
  void told(Reply reply, FeedUrl url) {
    demand.answered(url, reply.reader());
  }

  /** Tells who has to know of it, and what is not the same in each answer with this version. */
  private void begin(Reply reply, SpooledFeed feed, Served served) {
    HttpFields.Mutable fields = reply.fields();
    fields.add(served.cacheStatus());
    if (!served.forAll()) {
      fields.add(Freshness.PRIVATE);
      return; // a feed that others must not have is nothing to subscribe to
    }
    demand.answered(feed.url(), reply.reader());
    fields.add(Freshness.cacheControl(feed, clock.millis()));
    long age = unconfirmed.age(feed) / 1000;
    if (served.spooled() || age > 0) { // or another cache had it before
      fields.add(Freshness.age(age));
    }
  }

  private Optional<Delta> lacking(Reply reply, SpooledBody body) throws IOException {
    List<String> tags = reply.wanted().preconditions().ifNoneMatch();
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

  private void error(Reply reply, int status, String message) {
    meters.error(status);
    Answers.text(reply, status, message, Map.of());
  }
}
