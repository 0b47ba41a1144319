package io.feedmesh.producers.ping;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.PingAnswer;
import io.feedmesh.producers.intake.PingIntake;
import io.feedmesh.producers.intake.Said;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST /RPC2}: weblogUpdates and rssCloud over XML-RPC. What became of a call is in the
 * answer's body; its status is 200, as XML-RPC wants it, unless the body was too large.
 */
public final class XmlRpcHandler extends Handler.Abstract.NonBlocking {
  private static final Set<String> PATHS = Set.of("/rpc2", "/rpc2/");

  private final PingIntake intake;

  /** Hands pings to this. */
  public XmlRpcHandler(PingIntake intake) {
    this.intake = intake;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!PATHS.contains(Request.getPathInContext(request).toLowerCase(Locale.ROOT))) {
      return false;
    }
    Exchange exchange = new Exchange(request, response, callback);
    if (request.getMethod().equals("POST")) {
      exchange.read(
          body -> call(exchange, body),
          () ->
              fault(
                  exchange,
                  413,
                  new BadCallException(
                      BadCallException.NO_CALL,
                      "expected a call of up to " + Exchange.MAX_BODY + " bytes")));
    } else {
      exchange.onlyAllowed("POST");
    }
    return true;
  }

  private void call(Exchange exchange, byte[] body) {
    try {
      XmlRpcCall call = XmlRpcCall.parse(body);
      switch (call.method()) {
        case "rssCloud.hello" -> exchange.answer(200, Replies.XML, XmlReplies.methodTrue());
        case "rssCloud.ping" ->
            take(exchange, RssCloud.said(call), Door.RSS_CLOUD, XmlRpcHandler::cloudReply);
        default ->
            take(exchange, WeblogUpdates.said(call), Door.XML_RPC, XmlReplies::methodResponse);
      }
    } catch (BadCallException e) {
      fault(exchange, 200, e);
    }
  }

  private void take(Exchange exchange, Said said, Door door, Function<PingAnswer, String> reply) {
    var unused =
        intake
            .take(said, door, exchange.sender())
            .thenAccept(answer -> exchange.answer(200, Replies.XML, reply.apply(answer)));
  }

  private static String cloudReply(PingAnswer answer) {
    return answer.isError()
        ? XmlReplies.fault(RssCloud.FAULT, answer.message())
        : XmlReplies.methodTrue();
  }

  private void fault(Exchange exchange, int status, BadCallException why) {
    intake.malformed(Door.XML_RPC);
    exchange.answer(status, Replies.XML, XmlReplies.fault(why.code(), why.getMessage()));
  }
}
