package io.feedmesh.producers.ping;

import io.feedmesh.producers.intake.Said;
import java.util.List;

/** The methods of weblogUpdates, as calls that say something about a site. */
final class WeblogUpdates {
  private WeblogUpdates() {}

  /**
   * What the call says.
   *
   * @throws BadCallException if it is another method, or lacks parameters
   */
  static Said said(XmlRpcCall call) throws BadCallException {
    List<String> given = call.parameters();
    return switch (call.method()) {
      case "weblogUpdates.ping" -> {
        check(call, 2);
        yield new Said(given.get(0), given.get(1), null);
      }
      case "weblogUpdates.extendedPing" -> {
        check(call, 2);
        yield new Said(given.get(0), given.get(1), feed(given));
      }
      default ->
          throw new BadCallException(
              BadCallException.NO_METHOD,
              "expected weblogUpdates.ping, weblogUpdates.extendedPing, rssCloud.ping or"
                  + " rssCloud.hello, found "
                  + call.method().substring(0, Math.min(100, call.method().length())));
    };
  }

  /** The fourth parameter is the feed's address; WordPress sends three, and it is the third. */
  private static String feed(List<String> given) {
    if (given.size() >= 4 && !given.get(3).isBlank()) {
      return given.get(3);
    }
    return given.size() >= 3 ? given.get(2) : null;
  }

  private static void check(XmlRpcCall call, int least) throws BadCallException {
    if (call.parameters().size() < least) {
      throw new BadCallException(
          BadCallException.BAD_PARAMETERS,
          call.method()
              + ": expected at least "
              + least
              + " parameters, found "
              + call.parameters().size());
    }
  }
}
