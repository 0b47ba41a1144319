package io.feedmesh.schemas.origin;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Promise;

/**
 * Reads over what may come before an answer (status 1xx but 101; RFC 9110, section 15.2), up to a
 * bound. Jetty's own handlers take any number of some of these, and an exchange that meets another
 * (a second 100, a 104) never ends. Each one makes its exchange begin anew, so that an abort at
 * that very moment may be lost, and with it the end of the exchange: the sender is told directly.
 */
final class InterimAnswers extends EarlyHintsProtocolHandler {
  private static final int MOST = 20;
  private static final String COUNTER = InterimAnswers.class.getName();

  /** From now on, the interim answers to this request are bounded; {@code tooMany} ends it. */
  static void bound(Request request, Consumer<Exception> tooMany) {
    request.attribute(COUNTER, new Counter(new AtomicInteger(), tooMany));
  }

  @Override
  public boolean accept(Request request, Response response) {
    return HttpStatus.isInterim(response.getStatus());
  }

  @Override
  protected void onEarlyHints(Request request, HttpFields fields) {
    if (request.getAttributes().get(COUNTER) instanceof Counter counter
        && counter.seen.incrementAndGet() > MOST) {
      counter.tooMany.accept(new TooManyException());
    }
    Throwable why = request.getAbortCause();
    if (why != null && request instanceof HttpRequest ours) {
      ours.getConversation().abort(why, Promise.noop()); // once more: the last one may be lost
    }
  }

  private record Counter(AtomicInteger seen, Consumer<Exception> tooMany) {}

  /** The answer never comes, as it seems. */
  static final class TooManyException extends IOException {
    private static final long serialVersionUID = 1L;

    TooManyException() {
      super("more than " + MOST + " interim answers (status 1xx)");
    }
  }
}
