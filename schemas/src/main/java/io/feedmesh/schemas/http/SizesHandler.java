package io.feedmesh.schemas.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses long targets (414) and large bodies (413). A body whose length is told is refused before
 * it comes, another fails when it has become too large.
 */
final class SizesHandler extends Handler.Wrapper {
  private final RequestSizes sizes;
  private final ServerMeters meters;

  SizesHandler(RequestSizes sizes, ServerMeters meters) {
    this.sizes = sizes;
    this.meters = meters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (length(request.getHttpURI()) > sizes.target()) {
      meters.longTarget.increment();
      refuse(response, callback, 414, "target: expected at most " + sizes.target() + " characters");
      return true;
    }
    if (request.getLength() > sizes.body()) {
      meters.largeBody.increment();
      refuse(response, callback, 413, "body: expected at most " + sizes.body() + " bytes");
      return true;
    }
    boolean untold = sizes.body() < Long.MAX_VALUE && hasUntoldBody(request);
    return super.handle(untold ? new Bounded(request) : request, response, callback);
  }

  /** Whether a body may come whose length is not told: in HTTP/2, nothing need tell of it. */
  static boolean hasUntoldBody(Request request) {
    if (request.getLength() >= 0) {
      return false;
    }
    return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        || (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
            && !HttpMethod.GET.is(request.getMethod())
            && !HttpMethod.HEAD.is(request.getMethod())
            && !HttpMethod.CONNECT.is(request.getMethod()));
  }

  private static int length(HttpURI uri) {
    String target = uri.getPathQuery();
    return target == null ? 0 : target.length();
  }

  private static void refuse(Response response, Callback callback, int status, String message) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Content.Sink.write(response, true, message + "\n", callback);
  }

  /** A body of a length that nobody has told. */
  private final class Bounded extends Request.Wrapper {
    private long read;

    Bounded(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk == null || Content.Chunk.isFailure(chunk)) {
        return chunk;
      }
      read += chunk.remaining();
      if (read <= sizes.body()) {
        return chunk;
      }
      chunk.release();
      meters.largeBody.increment();
      return Content.Chunk.from(
          new HttpException.RuntimeException(
              413, "body: expected at most " + sizes.body() + " bytes"),
          true);
    }
  }
}
