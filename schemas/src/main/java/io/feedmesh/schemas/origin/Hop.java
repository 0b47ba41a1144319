package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.body.TooLargeException;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * One request of a call and what it received. The HTTP client tells it one event after the other,
 * on threads that must not be held up.
 */
final class Hop implements Response.Listener {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> PERMANENT = Set.of(301, 308);

  /** A redirect's body is of no use; reading a short one to its end keeps the connection. */
  private static final int MAX_REDIRECT_BODY = 64 * 1024;

  private final FeedUrl url;
  private final long maxBytes;
  private final BodyMemory memory;
  private final BiConsumer<Hop, Throwable> ended;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private long discarded;
  private boolean released;
  private volatile int status;
  private HttpFields headers = HttpFields.EMPTY;

  /**
   * Receives one answer.
   *
   * @param ended told once, with null where the answer is whole
   */
  Hop(FeedUrl url, long maxBytes, BodyMemory memory, BiConsumer<Hop, Throwable> ended) {
    this.url = url;
    this.maxBytes = maxBytes;
    this.memory = memory;
    this.ended = ended;
  }

  FeedUrl url() {
    return url;
  }

  int status() {
    return status;
  }

  HttpFields headers() {
    return headers;
  }

  synchronized byte[] body() {
    return body.toByteArray();
  }

  boolean responded() {
    return status != 0;
  }

  boolean redirects() {
    return REDIRECTS.contains(status);
  }

  boolean permanent() {
    return PERMANENT.contains(status);
  }

  /** The first Location, as sent; null if there is none. */
  String location() {
    return headers.get(HttpHeader.LOCATION);
  }

  /** The content codings in the order they were applied, over all Content-Encoding fields. */
  List<String> codings() {
    if (!headers.contains(HttpHeader.CONTENT_ENCODING)) {
      return List.of();
    }
    return headers.getFields(HttpHeader.CONTENT_ENCODING).stream()
        .map(HttpField::getValue)
        .filter(value -> value != null)
        .flatMap(value -> List.of(value.split(",")).stream())
        .toList();
  }

  /** Gives back what the body took of the shared memory; nothing is read from or into it then. */
  synchronized void release() {
    released = true;
    memory.giveBack(body.size());
    body.reset();
  }

  @Override
  public void onHeaders(Response response) {
    status = response.getStatus();
    headers = response.getHeaders();
    if (!redirects() && status != 304 && declaredLength() > maxBytes) {
      abort(response, new TooLargeException(maxBytes));
    }
  }

  private long declaredLength() {
    return headers.contains(HttpHeader.CONTENT_LENGTH)
        ? headers.getLongField(HttpHeader.CONTENT_LENGTH)
        : 0;
  }

  @Override
  public synchronized void onContent(Response response, ByteBuffer content) {
    int more = content.remaining();
    if (released) {
      return;
    }
    if (redirects()) {
      discarded += more;
      if (discarded > MAX_REDIRECT_BODY) {
        abort(response, new EnoughException());
      }
    } else if (body.size() + (long) more > maxBytes) {
      abort(response, new TooLargeException(maxBytes));
    } else if (!memory.take(body.size(), more)) {
      abort(response, new NoMemoryException());
    } else {
      byte[] bytes = new byte[more];
      content.get(bytes);
      body.write(bytes, 0, more);
    }
  }

  @Override
  public void onComplete(Result result) {
    Throwable failure = result.getFailure();
    ended.accept(this, failure instanceof EnoughException ? null : failure);
  }

  private static void abort(Response response, Exception why) {
    var unused = response.abort(why); // onComplete tells the outcome
  }

  /** The body of a redirect is not read any further. */
  private static final class EnoughException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** All bodies under way together are too large. */
  static final class NoMemoryException extends IOException {
    private static final long serialVersionUID = 1L;

    NoMemoryException() {
      super("the memory for bodies is used up by others under way");
    }
  }
}
