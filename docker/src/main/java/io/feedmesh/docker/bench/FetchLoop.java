package io.feedmesh.docker.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The limit that a fetcher is held against: the same HTTP client, the same fields, as many at once,
 * and nothing done with the answers.
 */
final class FetchLoop implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final HttpClient client;
  private final int inFlight;

  FetchLoop(int inFlight) throws Exception {
    this.inFlight = inFlight;
    QueuedThreadPool threads = new QueuedThreadPool(8, 1);
    threads.setDaemon(true);
    ClientConnector connector = new ClientConnector();
    connector.setExecutor(threads);
    connector.setSelectors(1);
    client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setMaxConnectionsPerDestination(inFlight);
    client.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setFollowRedirects(false);
    client.start();
    client.getContentDecoderFactories().clear();
  }

  /** Asks so many times; gives how often. */
  long run(String start, long count, boolean conditional, int status) throws Exception {
    AtomicLong next = new AtomicLong();
    AtomicReference<String> failure = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(inFlight);
    for (int i = 0; i < inFlight; i++) {
      more(start, count, conditional, status, next, failure, done);
    }
    if (!done.await(LIMIT.toSeconds(), TimeUnit.SECONDS) || failure.get() != null) {
      throw new IllegalStateException("the bare loop failed: " + failure.get());
    }
    return count;
  }

  private void more(
      String start,
      long count,
      boolean conditional,
      int status,
      AtomicLong next,
      AtomicReference<String> failure,
      CountDownLatch done) {
    long number = next.getAndIncrement();
    if (number >= count || failure.get() != null) {
      done.countDown();
      return;
    }
    client
        .newRequest(start + "/" + number)
        .timeout(30, TimeUnit.SECONDS)
        .headers(
            fields -> {
              fields.put("User-Agent", "Feedmesh/0.1.0 (+https://feedmesh.example; 1 subscriber)");
              fields.put("Accept", "application/atom+xml, application/rss+xml, */*;q=0.5");
              fields.put("Accept-Encoding", "gzip, deflate, br");
              if (conditional) {
                fields.put("If-None-Match", FetchWorld.ETAG);
              }
            })
        .send(
            new BufferingResponseListener() {
              @Override
              public void onComplete(Result result) {
                if (result.getFailure() != null || result.getResponse().getStatus() != status) {
                  failure.set(result.toString());
                }
                more(start, count, conditional, status, next, failure, done);
              }
            });
  }

  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client did not stop: " + e.getMessage(), e);
    }
  }
}
