package io.feedmesh.producers.ping;

import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.PingAnswer;
import io.feedmesh.producers.intake.PingAnswer.Kind;
import io.feedmesh.producers.intake.Said;
import org.eclipse.jetty.http.HttpHeader;

/**
 * rssCloud's ping, as REST and as XML-RPC. Its REST form says how it went in an attribute, with
 * status 200 also where the ping was bad; in JSON where that alone is accepted.
 */
final class RssCloud {
  /** The code of its XML-RPC faults. */
  static final int FAULT = 4;

  private RssCloud() {}

  /** What {@code rssCloud.ping(url)} says. */
  static Said said(XmlRpcCall call) throws BadCallException {
    if (call.parameters().size() != 1) {
      throw new BadCallException(
          FAULT, "rssCloud.ping: expected 1 parameter, found " + call.parameters().size());
    }
    return Said.feed(call.parameters().get(0));
  }

  /** The reply to {@code POST /ping}. */
  static void answer(Exchange exchange, PingAnswer answer) {
    Replies.later(exchange, answer.kind());
    int status = answer.kind() == Kind.BAD ? 200 : answer.kind().status();
    String accept = exchange.request().getHeaders().get(HttpHeader.ACCEPT);
    if (accept != null && accept.contains("application/json") && !accept.contains("xml")) {
      exchange.answer(status, "application/json", XmlReplies.cloudJson(answer));
    } else {
      exchange.answer(status, Replies.XML, XmlReplies.cloudResult(answer));
    }
  }
}
