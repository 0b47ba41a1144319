package io.feedmesh.consumers.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.feedmesh.consumers.gateway.CacheDirectives.Audience;
import io.feedmesh.consumers.gateway.OriginRule.Verdict;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpooledBody;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.consumers.spool.Versions;
import io.feedmesh.schemas.origin.OriginAnswer;
import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.origin.OriginAnswer.Failed;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginRequest;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks origins for feeds that the spool does not have: once however many readers ask, and not again
 * for a moment where there was none. Safe for use by several threads; waits for nothing.
 */
final class Misses {
  private static final Logger LOG = LoggerFactory.getLogger(Misses.class);
  private static final HttpHeader[] FOR_THE_READER = {
    HttpHeader.RETRY_AFTER, HttpHeader.WWW_AUTHENTICATE
  };

  private static final int REMEMBERED = 10_000;

  private final OriginClient client;
  private final GatewayConfig config;
  private final Spool spool;
  private final Demand demand;
  private final InstantSource clock;
  private final ConcurrentMap<FeedUrl, CompletableFuture<Origin>> underWay =
      new ConcurrentHashMap<>();
  private final MissQueue queue;
  private final Cache<FeedUrl, Origin.None> refused;
  private final Unconfirmed unconfirmed;

  Misses(
      OriginClient client,
      GatewayConfig config,
      Spool spool,
      Unconfirmed unconfirmed,
      Demand demand,
      InstantSource clock) {
    this.client = client;
    this.config = config;
    this.spool = spool;
    this.unconfirmed = unconfirmed;
    this.demand = demand;
    this.clock = clock;
    this.queue = new MissQueue(config.misses());
    this.refused =
        Caffeine.newBuilder()
            .expireAfter(
                Expiry.<FeedUrl, Origin.None>writing(
                    (url, none) -> none.remember(config.negative(), clock.millis())))
            .maximumSize(REMEMBERED)
            .build();
  }

  /**
   * What a miss leads to.
   *
   * @param origin completes with what came of it, never exceptionally
   * @param how for Cache-Status
   */
  record Asked(CompletableFuture<Origin> origin, How how) {}

  /** Whose request to the origin it is. */
  enum How {
    /** The reader's own. */
    FORWARDED,
    /** That of another reader who asked a moment before. */
    COLLAPSED,
    /** One of the last few seconds. */
    REMEMBERED
  }

  MissQueue queue() {
    return queue;
  }

  /**
   * Asks on behalf of anybody.
   *
   * @param from who was the first to want it
   */
  Asked ask(FeedUrl url, InetAddress from) {
    Origin.None known = refused.getIfPresent(url);
    if (known != null) {
      return new Asked(CompletableFuture.completedFuture(known), How.REMEMBERED);
    }
    CompletableFuture<Origin> mine = new CompletableFuture<>();
    CompletableFuture<Origin> others = underWay.putIfAbsent(url, mine);
    if (others != null) {
      return new Asked(others, How.COLLAPSED);
    }
    if (!endFromSpool(url, mine)) {
      var unused =
          inTurn(url, from, Map.of(), (answer, asked) -> keep(url, answer, asked))
              .thenAccept(origin -> end(url, mine, origin));
    }
    return new Asked(mine, How.FORWARDED);
  }

  /** What is known or on its way is of the time before; who asks from now on is told anew. */
  void changed(FeedUrl url) {
    refused.invalidate(url);
    underWay.remove(url);
  }

  /** Asks on behalf of one reader, whose answer nobody else may get. */
  CompletableFuture<Origin> askWith(
      FeedUrl url, InetAddress from, Map<String, String> credentials) {
    return inTurn(url, from, credentials, (answer, asked) -> passOn(url, answer, asked));
  }

  /** Asks when there is a turn for it. */
  private CompletableFuture<Origin> inTurn(
      FeedUrl url,
      InetAddress from,
      Map<String, String> credentials,
      BiFunction<OriginAnswer, Instant, Origin> then) {
    MissQueue.Miss miss = new MissQueue.Miss(url.host(), config.clients().of(from));
    return queue
        .enter(miss)
        .thenCompose(
            turn ->
                turn
                    ? get(url, credentials, then)
                        .whenComplete((origin, failure) -> queue.leave(miss))
                    : CompletableFuture.completedFuture(busy()))
        .exceptionally(failure -> bug(url, failure));
  }

  private CompletableFuture<Origin> get(
      FeedUrl url,
      Map<String, String> credentials,
      BiFunction<OriginAnswer, Instant, Origin> then) {
    Instant asked = clock.instant();
    return client.get(request(url, credentials)).thenApply(answer -> then.apply(answer, asked));
  }

  /** Another miss may have ended between the reader's look into the spool and now. */
  private boolean endFromSpool(FeedUrl url, CompletableFuture<Origin> mine) {
    try {
      var body = spool.find(url).filter(unconfirmed::fresh).isPresent() ? spool.read(url) : null;
      if (body == null || body.isEmpty()) {
        return false;
      }
      end(url, mine, feed(body.get(), true, Audience.ALL));
      return true;
    } catch (IOException e) {
      LOG.warn("cannot read {} from the spool: {}", url, e.toString());
      return false;
    }
  }

  private void end(FeedUrl url, CompletableFuture<Origin> mine, Origin origin) {
    underWay.remove(url, mine);
    mine.complete(origin);
  }

  private Origin keep(FeedUrl url, OriginAnswer answer, Instant asked) {
    Origin.None none = refusal(answer);
    if (none != null) {
      refused.put(url, none);
      return none;
    }
    Change change = change(url, answer);
    SpooledBody body = body(url, change, asked);
    Audience audience = CacheDirectives.audience(((Answered) answer).headers());
    if (audience != Audience.ALL) {
      return feed(body, false, audience);
    }
    unconfirmed.came(url, ((Answered) answer).headers());
    noteMove(url, (Answered) answer, asked);
    demand.discovered(url, change);
    boolean spooled = spool(body);
    unconfirmed.seen(url, asked.toEpochMilli());
    return feed(body, spooled, audience);
  }

  /** Those who are sent on ask for it there next. */
  private void noteMove(FeedUrl url, Answered answer, Instant asked) {
    FeedUrl at = answer.url();
    boolean moved = answer.movedPermanently() && !at.equals(url);
    unconfirmed.moved(url, moved ? Optional.of(at) : Optional.empty());
    if (moved) {
      unconfirmed.came(at, answer.headers());
      boolean unused = spool(body(at, change(at, answer), asked));
    }
  }

  private boolean spool(SpooledBody body) {
    try {
      return spool.put(body.feed(), body.gzip()) == Spool.Outcome.WRITTEN;
    } catch (IOException e) {
      LOG.warn("cannot spool {}: {}", body.feed().url(), e.toString());
      return false;
    }
  }

  private Origin.Feed feed(SpooledBody body, boolean stored, Audience audience) {
    return new Origin.Feed(body, stored, audience, unconfirmed.movedTo(body.feed()));
  }

  private Origin passOn(FeedUrl url, OriginAnswer answer, Instant asked) {
    Origin.None none = refusal(answer);
    return none != null
        ? none
        : new Origin.Feed(
            body(url, change(url, answer), asked), false, Audience.ONE, Optional.empty());
  }

  /** Why there is no feed; null if there is one. */
  private static Origin.None refusal(OriginAnswer answer) {
    if (answer instanceof Failed failed) {
      return new Origin.None(OriginRule.failure(failed.failure(), failed.detail()));
    }
    Answered answered = (Answered) answer;
    if (answered.status() != 200) {
      return new Origin.None(OriginRule.status(answered.status()), forTheReader(answered));
    }
    return FeedSniff.looksLikeFeed(answered.body())
        ? null
        : new Origin.None(OriginRule.noFeed(answered.headers().get(HttpHeader.CONTENT_TYPE)));
  }

  private Change change(FeedUrl url, OriginAnswer answer) {
    return OriginDocuments.change(url, (Answered) answer, config.edge(), clock.instant());
  }

  private SpooledBody body(FeedUrl url, Change change, Instant asked) {
    SpooledFeed feed =
        Versions.proxied(
            url,
            change.getOrigin(),
            SpooledFeed.hex(change.getContentHash()),
            change.getSize(),
            asked.toEpochMilli(),
            clock.millis());
    return new SpooledBody(feed, change.getBody());
  }

  private static Map<String, String> forTheReader(Answered answer) {
    Map<String, String> fields = new HashMap<>();
    for (HttpHeader header : FOR_THE_READER) {
      List<String> values = answer.headers().getValuesList(header);
      if (!values.isEmpty()) {
        fields.put(header.asString(), String.join(", ", values));
      }
    }
    return fields;
  }

  private Origin.None busy() {
    return new Origin.None(
        new Verdict(503, "too many feeds are being asked for that this edge does not have yet"),
        Map.of("Retry-After", "5"));
  }

  private static Origin bug(FeedUrl url, Throwable failure) {
    LOG.error("asking the origin for {} failed unexpectedly", url, failure);
    return new Origin.None(new Verdict(500, "this edge failed to ask the origin; see its log"));
  }

  private OriginRequest request(FeedUrl url, Map<String, String> credentials) {
    Map<String, String> fields = new HashMap<>(credentials);
    fields.put("User-Agent", config.userAgent());
    fields.put(
        "Accept",
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9,"
            + " text/xml;q=0.9, */*;q=0.5");
    fields.put("Accept-Encoding", "gzip, deflate, br");
    fields.put("Via", "1.1 " + viaName(config.edge()));
    return new OriginRequest(url, fields, config.originTimeout(), config.maxDocumentBytes());
  }

  /** What this edge is called in Via, by which it knows its own requests again. */
  static String viaName(String edge) {
    return "feedmesh-" + edge.replaceAll("[^A-Za-z0-9._-]", "-");
  }
}
