package io.feedmesh.consumers.readership;

import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code GET /readership/<scheme>/<authority>/<path>[?<query>]}: how many read a feed, for its
 * publisher, as a page or, for whoever accepts {@code application/json} rather than {@code
 * text/html}, as JSON. For everybody, as publishers are seldom an edge's clients; figures of the
 * whole mesh only: no reader, service or edge is named. Safe for use by several threads.
 */
public final class ReadershipHandler extends Handler.Abstract.NonBlocking {
  private static final String PREFIX = "/readership/";
  private static final String POLICY =
      "default-src 'none'; style-src '"
          + ReadershipPage.styleHash()
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ReadershipTotals totals;

  /** Shows these. */
  public ReadershipHandler(ReadershipTotals totals) {
    this.totals = totals;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String target = request.getHttpURI().getPathQuery();
    if (target == null || !target.startsWith(PREFIX) || RoleServer.isAbsoluteForm(request)) {
      return false;
    }
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    boolean head = HttpMethod.HEAD.is(request.getMethod());
    if (!head && !HttpMethod.GET.is(request.getMethod())) {
      headers.put(HttpHeader.ALLOW, "GET, HEAD");
      String message = "method: expected GET or HEAD, found " + request.getMethod();
      write(response, callback, false, Answer.text(HttpStatus.METHOD_NOT_ALLOWED_405, message));
    } else {
      write(response, callback, head, answer(target, wantsJson(request)));
    }
    return true;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(int status, String type, byte[] body) {
    static Answer text(int status, String message) {
      byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
      return new Answer(status, "text/plain; charset=utf-8", line);
    }
  }

  private Answer answer(String target, boolean json) {
    String address = target.substring(PREFIX.length()).replaceFirst("/", "://");
    FeedUrl url;
    try {
      url = FeedUrl.parse(address);
    } catch (BadFeedUrlException e) {
      return Answer.text(
          HttpStatus.BAD_REQUEST_400,
          "readership is at /readership/<http or https>/<host>/<path>: " + e.getMessage());
    }
    Optional<ReadershipTotal> total = totals.of(url);
    if (total.isEmpty()) {
      return Answer.text(
          HttpStatus.NOT_FOUND_404,
          "nobody has read "
              + url
              + " through this mesh of late, or this edge has not heard of it");
    }
    return json
        ? new Answer(HttpStatus.OK_200, "application/json", ReadershipJson.of(total.get()))
        : new Answer(HttpStatus.OK_200, "text/html; charset=utf-8", ReadershipPage.of(total.get()));
  }

  /** Whichever of the two is accepted first; the page for whoever accepts anything. */
  private static boolean wantsJson(Request request) {
    QuotedQualityCSV accepted = new QuotedQualityCSV();
    for (String value : request.getHeaders().getValuesList(HttpHeader.ACCEPT)) {
      accepted.addValue(value);
    }
    for (String type : accepted.getValues()) {
      if (type.equalsIgnoreCase("application/json")) {
        return true;
      }
      if (type.equalsIgnoreCase("text/html")) {
        return false;
      }
    }
    return false;
  }

  private static void write(Response response, Callback callback, boolean head, Answer answer) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.VARY, "Accept");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    response.write(true, head ? null : ByteBuffer.wrap(answer.body()), callback);
  }
}
