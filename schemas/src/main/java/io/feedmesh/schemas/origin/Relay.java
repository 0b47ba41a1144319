package io.feedmesh.schemas.origin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Passes requests on to the origins that they name, and answers back, as a forward proxy (RFC 9110,
 * section 7.6): without fields of one hop, with Via, in pieces as they come, and keeping nothing.
 * Only to addresses that the policy lets pass, and not more at a time than it may. It answers
 * whatever it is given. Safe for use by several threads.
 */
public final class Relay extends ProxyHandler.Forward {
  private static final int RESOLVERS = 4;

  private final OriginConfig config;
  private final int most;
  private final Duration timeout;
  private final ExecutorService resolvers =
      Executors.newFixedThreadPool(
          RESOLVERS,
          task -> {
            Thread thread = new Thread(task, "relay-dns");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger underWay = new AtomicInteger();
  private final Counter passed;
  private final Counter refused;

  /**
   * Counts {@code feedmesh.http.relayed}.
   *
   * @param via what it is called in Via
   * @param most requests at a time
   * @param timeout longest wait for a byte from an origin
   */
  public Relay(OriginConfig config, String via, int most, Duration timeout, MeterRegistry meters) {
    this.config = config;
    this.most = most;
    this.timeout = timeout;
    setViaHost(via);
    passed = meters.counter("feedmesh.http.relayed", "result", "passed");
    refused = meters.counter("feedmesh.http.relayed", "result", "refused");
  }

  /** It waits for nothing. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client.setName(config.name());
    client.setUserAgentField(null); // what a client does not say is not for a proxy to say
    client.setDefaultRequestContentType(null);
    client.setSocketAddressResolver(
        new CheckedResolver(resolvers, config.hosts(), config.addresses()));
    client.setMaxConnectionsPerDestination(config.maxConnectionsPerHost());
    client.setConnectTimeout(config.connectTimeout().toMillis());
    client.setIdleTimeout(timeout.toMillis());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    List<String> codings = request.getHeaders().getCSV(HttpHeader.TRANSFER_ENCODING, false);
    if (!codings.isEmpty()
        && !(codings.size() == 1 && HttpHeaderValue.CHUNKED.is(codings.get(0)))) {
      refused.increment();
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      answer(response, callback, 501, "transfer coding: expected chunked, found " + codings);
      return true; // nobody would take the others off again (RFC 9112, section 6.1)
    }
    if (forwards(request) == 0) { // asks how far it gets, and this is as far as it may
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST, PUT, DELETE, OPTIONS");
      answer(response, callback, 200, "a proxy");
      return true;
    }
    if (underWay.incrementAndGet() > most) {
      underWay.decrementAndGet();
      refused.increment();
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
      answer(response, callback, 503, "too many requests are being passed on");
      return true;
    }
    passed.increment();
    Request.addCompletionListener(request, failure -> underWay.decrementAndGet());
    return super.handle(new Asked(request), response, callback);
  }

  /** How often it may be passed on yet (RFC 9110, section 7.6.2); -1 if it does not say. */
  private static long forwards(Request request) {
    String most = request.getHeaders().get(HttpHeader.MAX_FORWARDS);
    boolean bound = HttpMethod.OPTIONS.is(request.getMethod()) && most != null;
    return bound && most.matches("\\d{1,9}") ? Long.parseLong(most) : -1;
  }

  /** Remembers what was wrong with the client's body. */
  private static final class Asked extends Request.Wrapper {
    private volatile Throwable wrong;

    Asked(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = super.read();
      if (Content.Chunk.isFailure(chunk)) {
        wrong = chunk.getFailure();
      }
      return chunk;
    }
  }

  /** Where its clients are is nothing to an origin. */
  @Override
  protected void addForwardedHeader(Request request, org.eclipse.jetty.client.Request asked) {}

  /**
   * Fields that an origin names in Connection are for one hop, too (RFC 9110, section 7.6.1), and
   * the answer comes through here as well (section 7.6.3).
   */
  @Override
  protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request asked) {
    super.addProxyHeaders(request, asked);
    String target = request.getHttpURI().getAuthority(); // whatever Host says (RFC 9112, 3.2.2)
    asked.headers(fields -> fields.put(HttpHeader.HOST, target));
    long forwards = forwards(request);
    if (forwards > 0) {
      asked.headers(fields -> fields.put(HttpHeader.MAX_FORWARDS, forwards - 1));
    }
    asked.onResponseHeaders(
        answered -> {
          List<String> hop = answered.getHeaders().getCSV(HttpHeader.CONNECTION, false);
          if (answered instanceof HttpResponse whole) {
            whole.headers(
                fields -> {
                  hop.forEach(fields::remove);
                  fields.add(HttpHeader.VIA, protocol(answered.getVersion()) + getViaHost());
                });
          }
        });
  }

  private static String protocol(HttpVersion version) {
    return version.asString().substring("HTTP/".length()) + " ";
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request request,
      org.eclipse.jetty.client.Request asked,
      org.eclipse.jetty.client.Response answered,
      Response response,
      Callback callback,
      Throwable failure) {
    if (response.isCommitted()) {
      callback.failed(failure);
      return;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AddressRefusedException) {
        refused.increment();
        answer(response, callback, 403, "refused: " + cause.getMessage());
        return;
      }
    }
    if (request instanceof Asked mine && mine.wrong != null) {
      int status = mine.wrong instanceof HttpException told ? told.getCode() : 400;
      answer(response, callback, status, "the request's body could not be read");
      return;
    }
    boolean late = failure instanceof java.util.concurrent.TimeoutException;
    answer(response, callback, late ? 504 : 502, "the origin could not be asked");
  }

  private static void answer(Response response, Callback callback, int status, String why) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    Content.Sink.write(response, true, why + "\n", callback);
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    resolvers.shutdownNow();
  }
}
