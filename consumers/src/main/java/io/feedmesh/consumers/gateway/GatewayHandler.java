package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.follow.Fate;
import io.feedmesh.consumers.gateway.CacheDirectives.Audience;
import io.feedmesh.consumers.gateway.TargetRule.Target;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpooledBody;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.http.plain.PlainHandler;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves feeds: {@code GET|HEAD /<scheme>/<authority>/<path>[?<query>]}, and the same for clients
 * that take it for their proxy and ask for {@code http://<authority>/<path>}. What the spool has
 * comes from there; the rest from the origin, once. The last of a server's handlers: it answers
 * whatever gets to it. How it came by an answer is in Cache-Status (RFC 9211).
 *
 * <p>Needs a server whose {@code ServerLimits.anyTarget} is set. Safe for use by several threads.
 */
public final class GatewayHandler extends Handler.Abstract.NonBlocking {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayHandler.class);
  private static final HttpField NEGATIVE = Served.cacheStatus("hit; detail=NEGATIVE");
  private static final HttpField MISS = Served.cacheStatus("fwd=uri-miss");

  private static final HttpField NOT_ASKED = Served.cacheStatus("detail=ONLY-IF-CACHED");
  private static final Map<String, String> GONE =
      Map.of(HttpHeader.CACHE_CONTROL.asString(), "public, max-age=3600");

  private final Spool spool;
  private final Unconfirmed unconfirmed;
  private final Misses misses;
  private final Function<FeedUrl, Fate> fates;
  private final GatewayMeters meters;
  private final String viaName;
  private final HttpField via;
  private final Optional<Handler> pages;
  private final FeedAnswers answers;
  private final Targets targets;

  /**
   * Serves from the given spool.
   *
   * @param client asks origins; not closed by this handler
   * @param demand told what readers ask for
   * @param fates what has become of feeds, whatever the spool has
   */
  public GatewayHandler(
      Spool spool,
      OriginClient client,
      GatewayConfig config,
      Demand demand,
      Function<FeedUrl, Fate> fates,
      InstantSource clock,
      MeterRegistry registry) {
    this(spool, client, config, demand, fates, Optional.empty(), clock, registry);
  }

  /**
   * The same that does not refuse pages to those who take it for their proxy.
   *
   * @param pages passes requests for them on; not started or stopped by this handler
   */
  public GatewayHandler(
      Spool spool,
      OriginClient client,
      GatewayConfig config,
      Demand demand,
      Function<FeedUrl, Fate> fates,
      Optional<Handler> pages,
      InstantSource clock,
      MeterRegistry registry) {
    this.pages = pages;
    this.spool = spool;
    this.fates = fates;
    this.unconfirmed = new Unconfirmed(config, clock);
    this.misses = new Misses(client, config, spool, unconfirmed, demand, clock);
    this.viaName = Misses.viaName(config.edge());
    this.via = new PreEncodedHttpField(HttpHeader.VIA, "1.1 " + viaName);
    this.meters = new GatewayMeters(registry, misses.queue());
    this.answers = new FeedAnswers(spool, unconfirmed, demand, meters, clock);
    this.targets = new Targets(spool);
  }

  /** Answers what needs no more than a look into memory, to clients that are allowed to ask. */
  public PlainHandler plain(AllowedClients clients) {
    return new PlainHits(clients, targets, spool, fates, unconfirmed, answers);
  }

  /** A client did something at a feed's origin that may have changed it. */
  public void changed(FeedUrl url) {
    unconfirmed.changed(url);
    misses.changed(url);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    if (RoleServer.isAbsoluteForm(request)) { // as a proxy (RFC 9110, section 7.6.3)
      response.getHeaders().add(via);
    }
    Target target = target(request);
    if (target instanceof Target.Feed feed) {
      answer(exchange, feed.url());
    } else if (target instanceof Target.Bad bad) {
      error(exchange, 400, bad.message(), Map.of());
    } else {
      error(
          exchange,
          404,
          "nothing here: a feed is at /http/<host>/<path> or /https/<host>/<path>",
          Map.of());
    }
    return true;
  }

  private Target target(Request request) {
    HttpURI uri = request.getHttpURI();
    if (RoleServer.isAbsoluteForm(request)) {
      return TargetRule.absoluteForm(uri.asString());
    }
    String pathQuery = uri.getPathQuery();
    if (pathQuery == null) {
      return new Target.Unknown();
    }
    return targets.originForm(pathQuery);
  }

  private void answer(Exchange exchange, FeedUrl url) {
    Request request = exchange.request();
    if (!request.getMethod().equals("GET") && !exchange.head()) {
      String message = "method: expected GET or HEAD, found " + request.getMethod();
      error(exchange, 405, message, Map.of("Allow", "GET, HEAD"));
    } else if (exchange.wanted().common()) {
      fromSpoolOrOrigin(exchange, url);
    } else if (cameFromHere(request.getHeaders())) {
      error(exchange, 508, "this edge asks itself: the feed's address leads back to it", Map.of());
    } else {
      Map<String, String> credentials = Credentials.of(request);
      if (credentials.isEmpty()) {
        fromSpoolOrOrigin(exchange, url);
      } else {
        passThrough(exchange, url, credentials);
      }
    }
  }

  private boolean cameFromHere(HttpFields fields) {
    return fields.contains(HttpHeader.VIA) && Via.names(fields, viaName);
  }

  private void fromSpoolOrOrigin(Exchange exchange, FeedUrl url) {
    Fate fate = fates.apply(url);
    if (fate instanceof Fate.Gone) {
      error(exchange, 410, "gone: its origin has said so for good", GONE);
      return;
    }
    if (fate instanceof Fate.Moved moved && sentOn(exchange, url, Optional.of(moved.to()))) {
      return;
    }
    Optional<SpooledFeed> known = spool.find(url).filter(unconfirmed::usable);
    if (known.isEmpty()) {
      miss(exchange, url);
    } else if (sentOn(exchange, url, unconfirmed.movedTo(known.get()))) {
      return;
    } else if (unconfirmed.fresh(known.get())) {
      spooled(exchange, known.get(), Served.HIT);
    } else {
      Misses.Asked asked = misses.ask(url, exchange.client());
      if (asked.origin().isDone()) { // it has refused a moment before
        fromOrigin(exchange, url, asked.origin().join(), asked.how());
      } else {
        spooled(exchange, known.get(), Served.STALE);
      }
    }
  }

  /** Sends a reader on that can follow; whether it did. */
  private boolean sentOn(Exchange exchange, FeedUrl url, Optional<FeedUrl> to) {
    if (to.isEmpty() || !MovedAnswer.reaches(exchange, to.get())) {
      return false;
    }
    answers.told(exchange, url);
    meters.moved();
    MovedAnswer.write(exchange, to.get());
    return true;
  }

  private void spooled(Exchange exchange, SpooledFeed known, Served served) {
    if (!answers.fromMemory(exchange, known, served)) {
      aside(
          exchange,
          () -> {
            if (!fromSpool(exchange, known, served)) {
              miss(exchange, known.url());
            }
          });
    }
  }

  /** A disk or an inflater must not hold up everybody. */
  private static void aside(Exchange exchange, Runnable task) {
    exchange
        .request()
        .getContext()
        .execute(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                bug(exchange, e);
              }
            });
  }

  /** What the reader says about caches (RFC 9111, section 5.2.1) counts where there is a choice. */
  private void miss(Exchange exchange, FeedUrl url) {
    HttpFields fields = exchange.request().getHeaders();
    if (CacheDirectives.has(fields, "only-if-cached")) {
      exchange.fields().add(NOT_ASKED);
      error(exchange, 504, "only-if-cached: this edge does not have that feed", Map.of());
    } else if (CacheDirectives.has(fields, "no-store")) {
      passThrough(exchange, url, Map.of());
    } else {
      ask(exchange, url);
    }
  }

  private void ask(Exchange exchange, FeedUrl url) {
    Misses.Asked asked = misses.ask(url, exchange.client());
    var unused =
        asked
            .origin()
            .thenAccept(origin -> fromOrigin(exchange, url, origin, asked.how()))
            .exceptionally(failure -> bug(exchange, failure));
  }

  private boolean fromSpool(Exchange exchange, SpooledFeed known, Served served) {
    try {
      Optional<SpooledBody> body = spool.read(known.url());
      if (body.isEmpty()) {
        return false; // gone, or its file turned out broken
      }
      answers.withBody(exchange, body.get(), served);
      return true;
    } catch (IOException e) {
      LOG.warn("cannot read {} from the spool: {}", known.url(), e.toString());
      return false;
    }
  }

  private void fromOrigin(Exchange exchange, FeedUrl url, Origin origin, Misses.How how) {
    if (origin instanceof Origin.Feed feed) {
      if (feed.audience() == Audience.ONE && how == Misses.How.COLLAPSED) {
        passThrough(exchange, url, Map.of()); // that answer is another reader's
      } else if (!sentOn(exchange, url, feed.movedTo())) {
        proxied(exchange, feed.body(), Served.miss(feed, how));
      }
    } else if (origin instanceof Origin.None none) {
      if (none.verdict().page() && relayed(exchange)) {
        return;
      }
      Optional<SpooledFeed> stale =
          none.verdict().status() >= 500
              ? spool.find(url).filter(unconfirmed::usableInNeed)
              : Optional.empty();
      Runnable refuse =
          () -> none(exchange, none.forAll(), how == Misses.How.REMEMBERED ? NEGATIVE : MISS);
      if (stale.isEmpty()) {
        refuse.run();
      } else {
        aside(exchange, () -> stale(exchange, stale.get(), refuse));
      }
    }
  }

  /** A page for who takes this edge for a proxy, if that is allowed. */
  private boolean relayed(Exchange exchange) {
    if (pages.isEmpty() || !RoleServer.isAbsoluteForm(exchange.request())) {
      return false;
    }
    exchange.fields().remove(HttpHeader.VIA); // it adds its own
    try {
      return pages.get().handle(exchange.request(), exchange.response(), exchange.callback());
    } catch (Exception e) {
      bug(exchange, e);
      return true;
    }
  }

  /** Better than a failing origin (RFC 5861, section 4). */
  private void stale(Exchange exchange, SpooledFeed feed, Runnable otherwise) {
    if (!answers.withoutBody(exchange, feed, Served.STALE)
        && !fromSpool(exchange, feed, Served.STALE)) {
      otherwise.run();
    }
  }

  private void passThrough(Exchange exchange, FeedUrl url, Map<String, String> credentials) {
    var unused =
        misses
            .askWith(url, exchange.client(), credentials)
            .thenAccept(
                origin -> {
                  if (origin instanceof Origin.Feed feed) {
                    proxied(exchange, feed.body(), Served.BYPASS);
                  } else if (origin instanceof Origin.None none) {
                    none(exchange, none, Served.BYPASS.cacheStatus());
                  }
                })
            .exceptionally(failure -> bug(exchange, failure));
  }

  private void proxied(Exchange exchange, SpooledBody body, Served served) {
    try {
      if (!answers.withoutBody(exchange, body.feed(), served)) {
        answers.withBody(exchange, body, served);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("gzip of our own making is broken", e);
    }
  }

  private void none(Exchange exchange, Origin.None none, HttpField cacheStatus) {
    exchange.fields().add(cacheStatus);
    error(exchange, none.verdict().status(), none.verdict().message(), none.headers());
  }

  private void error(Exchange exchange, int status, String message, Map<String, String> fields) {
    meters.error(status);
    Answers.text(exchange, status, message, fields);
  }

  private static Void bug(Exchange exchange, Throwable failure) {
    LOG.error("answering {} failed unexpectedly", exchange.request().getHttpURI(), failure);
    exchange.callback().failed(failure);
    return null;
  }
}
