package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.body.TooLargeException;
import io.feedmesh.schemas.origin.ContentDecoding.BadEncodingException;
import io.feedmesh.schemas.origin.Hop.NoMemoryException;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in our words what the HTTP client says in exceptions. */
final class Failures {
  private Failures() {}

  /** What went wrong at which address. */
  record Failure(FetchFailure kind, String detail) {}

  /**
   * Names the failure.
   *
   * @param responded whether an answer had begun
   */
  static Failure of(Throwable thrown, FeedUrl url, boolean responded) {
    Failure known = known(thrown, url);
    if (known != null) {
      return known;
    }
    if (thrown instanceof IOException && !responded) {
      return failure(
          FetchFailure.CONNECT, "the connection to " + url.authority() + " broke", thrown);
    }
    return failure(
        FetchFailure.PROTOCOL,
        responded ? "the answer is not whole, valid HTTP" : "no valid HTTP answer",
        thrown);
  }

  /** Whether a connection ended without a reason that would hold for the next one too. */
  static boolean connectionBroke(Throwable thrown, FeedUrl url) {
    return thrown instanceof IOException && known(thrown, url) == null;
  }

  private static Failure known(Throwable thrown, FeedUrl url) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Failure known = ofOne(cause, url);
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  private static Failure ofOne(Throwable cause, FeedUrl url) {
    if (cause instanceof AddressRefusedException) {
      return new Failure(FetchFailure.ADDRESS_REFUSED, cut(cause.getMessage()));
    }
    if (cause instanceof TooLargeException || cause instanceof NoMemoryException) {
      return new Failure(FetchFailure.TOO_LARGE, cut("body: " + cause.getMessage()));
    }
    if (cause instanceof BadEncodingException) {
      return new Failure(FetchFailure.BAD_ENCODING, cut(cause.getMessage()));
    }
    if (cause instanceof UnknownHostException) {
      return new Failure(FetchFailure.DNS, cut("no address for host " + url.host()));
    }
    if (cause instanceof SSLException) {
      return failure(FetchFailure.TLS, "no secure connection to " + url.authority(), cause);
    }
    if (cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof SocketTimeoutException) {
      return failure(FetchFailure.CONNECT, "no connection to " + url.authority(), cause);
    }
    if (cause instanceof InterimAnswers.TooManyException) {
      return new Failure(FetchFailure.PROTOCOL, cut("no HTTP answer: " + cause.getMessage()));
    }
    if (cause instanceof TimeoutException) {
      return new Failure(FetchFailure.TIMEOUT, cut("no whole answer in time from " + url));
    }
    if (cause instanceof RejectedExecutionException) {
      return failure(FetchFailure.CONNECT, "too many requests wait for " + url.authority(), cause);
    }
    return null;
  }

  static String cut(String detail) {
    return detail.length() <= 500 ? detail : detail.substring(0, 499) + "…";
  }

  private static Failure failure(FetchFailure kind, String what, Throwable why) {
    String message = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return new Failure(kind, cut(what + ": " + message));
  }
}
