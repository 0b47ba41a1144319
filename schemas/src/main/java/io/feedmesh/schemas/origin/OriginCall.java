package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.body.TooLargeException;
import io.feedmesh.schemas.origin.ContentDecoding.BadEncodingException;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;

/**
 * One {@link OriginRequest} on its way: request, redirect, request, and so on to the answer. Its
 * steps follow one another, on whatever thread the HTTP client runs them; only cancelling comes
 * from elsewhere.
 */
final class OriginCall {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int NOT_MODIFIED = 304;
  private static final Set<Integer> KEEP_METHOD = Set.of(307, 308);
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "proxy-authorization");

  /** The HTTP client keeps deadlines itself; this one is for when it loses an exchange. */
  private static final Duration DEADLINE_GRACE = Duration.ofSeconds(1);

  private final OriginClient client;
  private final OriginRequest request;
  private final CompletableFuture<OriginAnswer> answer = new CompletableFuture<>();
  private final long startNanos = System.nanoTime();
  private final List<FeedUrl> visited = new ArrayList<>(1); // mostly one, seldom more than three
  private boolean allPermanent = true;
  private boolean retried;
  private volatile Request current;
  private volatile Hop hop;

  OriginCall(OriginClient client, OriginRequest request) {
    this.client = client;
    this.request = request;
  }

  CompletableFuture<OriginAnswer> start() {
    var unused =
        answer.whenComplete(
            (a, failure) -> {
              if (answer.isCancelled()) {
                abort(new IOException("cancelled"));
              }
            });
    hop(request.url());
    return answer;
  }

  /** Ends it if its time is over and the HTTP client has not said so. */
  void endIfLate() {
    if (hop != null && took().compareTo(request.timeout().plus(DEADLINE_GRACE)) > 0) {
      end(new TimeoutException());
    }
  }

  /** Ends it whether or not the HTTP client will ever tell how it ended. */
  private void end(Exception why) {
    abort(why);
    Hop last = hop;
    last.release();
    fail(last.url(), why, last.responded());
  }

  /** Ends it early, or before it began, with an answer that says so. */
  CompletableFuture<OriginAnswer> close() {
    abort(new RejectedExecutionException("closed"));
    fail(FetchFailure.CONNECT, "given up, because the process stops");
    return answer;
  }

  private void abort(Exception why) {
    Request running = current;
    if (running != null) {
      var unused = running.abort(why);
    }
  }

  private void hop(FeedUrl url) {
    visited.add(url);
    send(url);
  }

  private void send(FeedUrl url) {
    Duration left = request.timeout().minus(took());
    if (left.toMillis() < 1) {
      fail(url, new TimeoutException(), false);
      return;
    }
    boolean mayHaveCredentials = visited.size() == 1 || isAsSafe(url);
    Request next = client.newRequest(url);
    next.timeout(left.toMillis(), TimeUnit.MILLISECONDS)
        .idleTimeout(left.toMillis() + 1000, TimeUnit.MILLISECONDS)
        .headers(
            fields -> {
              fields.put(HttpHeader.HOST, url.authority());
              request
                  .headers()
                  .forEach(
                      (name, value) -> {
                        if (mayHaveCredentials || !isCredential(name)) {
                          fields.add(name, value);
                        }
                      });
            });
    if (request.form() != null) {
      next.method(HttpMethod.POST).body(new StringRequestContent(FORM, request.form()));
    }
    InterimAnswers.bound(next, this::end);
    current = next;
    hop = new Hop(url, request.maxBytes(), client.memory(), this::ended);
    if (answer.isDone()) {
      return; // cancelled or closed meanwhile
    }
    next.send(hop);
  }

  private static boolean isCredential(String name) {
    return CREDENTIALS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The same host, and no eavesdropper between where there was none. */
  private boolean isAsSafe(FeedUrl url) {
    return url.authority().equals(request.url().authority())
        && (url.scheme().equals("https") || request.url().scheme().equals("http"));
  }

  private void ended(Hop hop, Throwable failure) {
    if (failure == null) {
      if (hop.redirects()) {
        redirect(hop);
      } else if (hop.status() == NOT_MODIFIED) {
        finish(hop); // nothing to decode, and most answers are of this kind
      } else {
        client.work(() -> finish(hop));
      }
      return;
    }
    hop.release();
    if (mayRetry(hop, failure)) {
      retried = true;
      send(hop.url());
    } else {
      fail(hop.url(), failure, hop.responded());
    }
  }

  /**
   * A server may close a kept connection in the very moment we use it: a GET may then be sent again
   * (RFC 9110, section 9.2.2).
   */
  private boolean mayRetry(Hop hop, Throwable failure) {
    return !retried
        && request.form() == null
        && !hop.responded()
        && !answer.isDone()
        && Failures.connectionBroke(failure, hop.url());
  }

  private void redirect(Hop hop) {
    allPermanent &= hop.permanent();
    if (request.form() != null && !KEEP_METHOD.contains(hop.status())) {
      fail(FetchFailure.BAD_REDIRECT, "status " + hop.status() + " in answer to a POST");
      return;
    }
    if (hop.location() == null) {
      fail(FetchFailure.BAD_REDIRECT, "status " + hop.status() + " without a Location");
      return;
    }
    FeedUrl next;
    try {
      next = Location.ofField(hop.url(), hop.location());
    } catch (BadFeedUrlException e) {
      fail(
          FetchFailure.BAD_REDIRECT,
          "status " + hop.status() + " from " + hop.url() + ": " + e.getMessage());
      return;
    }
    if (visited.contains(next)) {
      fail(FetchFailure.TOO_MANY_REDIRECTS, "a loop of redirects leads to " + next + " again");
    } else if (visited.size() > client.maxRedirects()) {
      fail(
          FetchFailure.TOO_MANY_REDIRECTS,
          "more than " + client.maxRedirects() + " redirects, the last one to " + next);
    } else {
      hop(next);
    }
  }

  private void finish(Hop hop) {
    try {
      byte[] body = ContentDecoding.decode(hop.body(), hop.codings(), request.maxBytes());
      boolean moved = visited.size() > 1 && allPermanent;
      answer.complete(
          new OriginAnswer.Answered(hop.url(), moved, hop.status(), hop.headers(), body, took()));
    } catch (BadEncodingException | TooLargeException e) {
      fail(hop.url(), e, true);
    } finally {
      hop.release();
    }
  }

  private void fail(FeedUrl url, Throwable thrown, boolean responded) {
    Failures.Failure failure = Failures.of(thrown, url, responded);
    fail(failure.kind(), failure.detail());
  }

  private void fail(FetchFailure kind, String detail) {
    OriginAnswer failed = new OriginAnswer.Failed(kind, Failures.cut(detail), took());
    client.work(() -> answer.complete(failed));
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
