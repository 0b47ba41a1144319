package io.feedmesh.schemas.http;

import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Notes how long a stream of HTTP/2 does not take what is written to it. */
final class OwedAnswer extends Response.Wrapper {
  private final Set<OwedAnswer> writing;
  private volatile long since;
  private volatile long bytes;

  /**
   * Of an answer.
   *
   * @param writing where it is while a write is under way
   */
  OwedAnswer(Request request, Response response, Set<OwedAnswer> writing) {
    super(request, response);
    this.writing = writing;
  }

  @Override
  public void write(boolean last, ByteBuffer content, Callback callback) {
    since = System.nanoTime();
    bytes = content == null ? 0 : content.remaining();
    writing.add(this);
    super.write(last, content, Callback.from(() -> writing.remove(this), callback));
  }

  boolean over(long now, AnswerPace pace) {
    return now - since > pace.nanosFor(bytes);
  }
}
