package io.feedmesh.producers.fetch;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.feedmesh.schemas.origin.OriginAnswer;
import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.origin.OriginAnswer.Failed;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginRequest;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The robots.txt of each host, asked for once a day, or again after some minutes where the host
 * could not tell; those of 20,000 hosts are kept. Safe for use by several threads.
 */
final class Robots {
  private static final int MOST_HOSTS = 20_000;

  /** RFC 9309, section 2.4. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final Duration KEPT_WITHOUT_ANSWER = Duration.ofMinutes(10);

  /** Parsers must take 500 KiB at least (section 2.5). */
  private static final int MAX_BYTES = 1024 * 1024;

  /** The next request after robots.txt is not sent sooner, nor kept waiting for longer. */
  private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

  private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

  private final OriginClient origins;
  private final Map<String, String> headers;
  private final Duration timeout;
  private final AsyncCache<String, Found> hosts;

  /** What is known of a host: its rules, or why they could not be asked for. */
  private record Found(RobotsRule rule, Failed failed) {}

  /** What it means for one address. */
  sealed interface Verdict {
    /**
     * It may be fetched.
     *
     * @param crawlDelayMillis pause between requests to its host, 0 where none was named
     */
    record Allowed(long crawlDelayMillis) implements Verdict {}

    /** It may not, or its host cannot be reached. */
    record Refused(FetchFailure failure, String detail, long crawlDelayMillis) implements Verdict {}
  }

  Robots(OriginClient origins, Map<String, String> headers, Duration timeout) {
    this.origins = origins;
    this.headers = headers;
    this.timeout = timeout;
    this.hosts =
        Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfter(Expiry.creating((String host, Found found) -> kept(found)))
            .buildAsync();
  }

  /**
   * Asks the host unless it is known.
   *
   * @return completes, never exceptionally; after a pause where the host was asked just now
   */
  CompletableFuture<Verdict> check(FeedUrl url) {
    AtomicBoolean asked = new AtomicBoolean();
    return hosts
        .get(
            url.scheme() + "://" + url.authority(),
            (host, executor) -> {
              asked.set(true);
              return ask(host);
            })
        .thenCompose(
            found -> {
              Verdict verdict = verdict(found, url);
              return asked.get() && verdict instanceof Verdict.Allowed allowed
                  ? paused(allowed)
                  : CompletableFuture.completedFuture(verdict);
            });
  }

  private CompletableFuture<Found> ask(String host) {
    FeedUrl url = FeedUrl.parse(host + "/robots.txt");
    return origins
        .get(new OriginRequest(url, headers, timeout, MAX_BYTES))
        .thenApply(answer -> found(url, answer));
  }

  private static Found found(FeedUrl url, OriginAnswer answer) {
    if (answer instanceof Answered answered) {
      return new Found(
          RobotsRule.of(
              url, answered.status(), answered.body(), answered.headers().get("Content-Type")),
          null);
    }
    Failed failed = (Failed) answer;
    return switch (failed.failure()) { // no rules can be got there, so there are none
      case TOO_LARGE, TOO_MANY_REDIRECTS, BAD_REDIRECT, BAD_ENCODING ->
          new Found(RobotsRule.of(url, 404, new byte[0], null), null);
      default -> new Found(null, failed);
    };
  }

  private static Duration kept(Found found) {
    return found.rule() == null || found.rule().rules() == null ? KEPT_WITHOUT_ANSWER : KEPT;
  }

  private static Verdict verdict(Found found, FeedUrl url) {
    if (found.rule() == null) {
      Failed failed = found.failed();
      return new Verdict.Refused(failed.failure(), "robots.txt: " + failed.detail(), 0);
    }
    long delay = found.rule().crawlDelayMillis();
    return found.rule().allows(url)
        ? new Verdict.Allowed(delay)
        : new Verdict.Refused(FetchFailure.ROBOTS, found.rule().refusal(), delay);
  }

  private static CompletableFuture<Verdict> paused(Verdict.Allowed allowed) {
    long millis =
        Math.min(Math.max(allowed.crawlDelayMillis(), MIN_PAUSE.toMillis()), MAX_PAUSE.toMillis());
    return new CompletableFuture<Verdict>()
        .completeOnTimeout(allowed, millis, TimeUnit.MILLISECONDS);
  }
}
