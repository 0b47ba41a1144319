package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.url.FeedUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Asks origins: conditional GETs over HTTP/1.1 and, where it is offered over TLS, HTTP/2, thousands
 * at once on a handful of threads, each within its bounds of time and size, redirects followed,
 * content codings taken off, and nothing sent that was not asked for: no cookies, no Referer, no
 * User-Agent of its own.
 *
 * <p>Every address is checked by the {@link AddressPolicy} where a name becomes an address, on each
 * redirect again. Safe for use by several threads.
 */
public final class OriginClient implements AutoCloseable {
  private static final int MAX_RESPONSE_HEADERS = 32 * 1024;
  private static final int IO_THREADS = 8;
  private static final int RESOLVER_THREADS = 16;

  /** Shorter than the 5 s after which common servers close: fewer requests meet a closed one. */
  private static final Duration IDLE_CONNECTION = Duration.ofSeconds(3);

  private static final Duration LOST_CALLS_CHECK = Duration.ofSeconds(1);

  private final OriginConfig config;
  private final HttpClient http;
  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor resolvers;
  private final BodyMemory memory;
  private final Set<OriginCall> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Starts its threads; connections are made when they are needed. */
  public OriginClient(OriginConfig config) {
    this(config, new SslContextFactory.Client());
  }

  /** The same that trusts whom it is told to. */
  OriginClient(OriginConfig config, SslContextFactory.Client tls) {
    this.config = config;
    memory = new BodyMemory(config.bodyMemory());
    workers =
        pool(config.name() + "-work", Math.max(2, Runtime.getRuntime().availableProcessors()));
    resolvers = pool(config.name() + "-dns", RESOLVER_THREADS);
    http =
        new HttpClient(
            OriginTransport.on(connector(config, tls), IDLE_CONNECTION, MAX_RESPONSE_HEADERS));
    http.setName(config.name());
    http.setScheduler(new ScheduledExecutorScheduler(config.name() + "-deadlines", true));
    http.setSocketAddressResolver(
        new CheckedResolver(resolvers, config.hosts(), config.addresses()));
    http.setMaxConnectionsPerDestination(config.maxConnectionsPerHost());
    http.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE); // callers bound what is under way
    http.setDestinationIdleTimeout(10 * IDLE_CONNECTION.toMillis());
    http.setMaxResponseHeadersSize(MAX_RESPONSE_HEADERS);
    http.setHttpCookieStore(new HttpCookieStore.Empty());
    http.setUserAgentField(null);
    http.setFollowRedirects(false);
    try {
      http.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client did not start: " + e.getMessage(), e);
    }
    http.getContentDecoderFactories().clear(); // decoding is ours, with bounds
    http.getProtocolHandlers().clear(); // redirects and credentials are ours, too
    http.getProtocolHandlers().put(new InterimAnswers());
    endLate();
  }

  private static ClientConnector connector(OriginConfig config, SslContextFactory.Client tls) {
    QueuedThreadPool threads = new QueuedThreadPool(IO_THREADS, 1);
    threads.setName(config.name() + "-io");
    threads.setDaemon(true);
    ClientConnector connector = new ClientConnector();
    connector.setExecutor(threads);
    connector.setSelectors(1);
    connector.setConnectTimeout(config.connectTimeout());
    connector.setIdleTimeout(IDLE_CONNECTION);
    connector.setSslContextFactory(tls);
    return connector;
  }

  private static ThreadPoolExecutor pool(String name, int threads) {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Sends a GET. Cancelling what it returns closes the connection.
   *
   * @return completes with what came of it, never exceptionally; its stages run on one of a few
   *     threads for work like parsing or compressing, so they must not wait long; those of a 304,
   *     which has nothing to decode, on the thread that received it, so they must not wait at all
   */
  public CompletableFuture<OriginAnswer> get(OriginRequest request) {
    OriginCall call = new OriginCall(this, request);
    calls.add(call);
    CompletableFuture<OriginAnswer> answer = closed ? call.close() : call.start();
    var unused = answer.whenComplete((a, failure) -> calls.remove(call));
    if (closed) {
      var unusedToo = call.close(); // what began while this was being closed
    }
    return answer;
  }

  /** Ends what is under way with failures, and closes all connections. */
  @Override
  public void close() {
    closed = true;
    for (OriginCall call : calls) {
      var unused = call.close();
    }
    try {
      http.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client did not stop: " + e.getMessage(), e);
    } finally {
      workers.shutdown();
      resolvers.shutdownNow();
    }
  }

  /**
   * Ends what the HTTP client has lost. One look at all of them is cheaper than a timer for each.
   */
  private void endLate() {
    calls.forEach(OriginCall::endIfLate);
    var unused =
        http.getScheduler()
            .schedule(this::endLate, LOST_CALLS_CHECK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs it on a thread that may work for a while; at once if those have ended. */
  void work(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  BodyMemory memory() {
    return memory;
  }

  int maxRedirects() {
    return config.maxRedirects();
  }

  /** Java's URI knows fewer hosts than DNS does (none with an underscore): it gets the rest. */
  Request newRequest(FeedUrl url) {
    URI target = URI.create(url.scheme() + "://placeholder:" + url.port() + url.pathAndQuery());
    return http.newRequest(target).host(url.host());
  }
}
