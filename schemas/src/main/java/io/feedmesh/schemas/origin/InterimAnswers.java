package io.feedmesh.schemas.origin;

import java.io.IOException;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.ProtocolHandlers;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.Promise;

/**
 * Bounds what may come before an answer (100, 102 and 103; RFC 9110, section 15.2). Jetty takes any
 * number of these, and each makes its exchange begin anew, so that an abort at that very moment is
 * lost: it is repeated here with the next one.
 */
final class InterimAnswers {
  private static final int MOST = 20;
  private static final String COUNT = InterimAnswers.class.getName();

  private InterimAnswers() {}

  static void bound(ProtocolHandlers handlers) {
    handlers.put(
        new ContinueProtocolHandler() {
          @Override
          protected Runnable onContinue(Request request) {
            count(request);
            return super.onContinue(request);
          }
        });
    handlers.put(
        new ProcessingProtocolHandler() {
          @Override
          protected void onProcessing(Request request, HttpFields fields) {
            count(request);
          }
        });
    handlers.put(
        new EarlyHintsProtocolHandler() {
          @Override
          protected void onEarlyHints(Request request, HttpFields fields) {
            count(request);
          }
        });
  }

  private static void count(Request request) {
    int count = request.getAttributes().get(COUNT) instanceof Integer before ? before + 1 : 1;
    request.attribute(COUNT, count);
    Throwable why = request.getAbortCause();
    if (why == null && count > MOST) {
      why = new TooManyException();
    }
    if (why != null && request instanceof HttpRequest ours) {
      ours.getConversation().abort(why, Promise.noop());
    }
  }

  /** The answer never comes, as it seems. */
  static final class TooManyException extends IOException {
    private static final long serialVersionUID = 1L;

    TooManyException() {
      super("more than " + MOST + " interim answers (status 1xx)");
    }
  }
}
