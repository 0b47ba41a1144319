package io.feedmesh.producers.receive;

import io.feedmesh.schemas.record.PingSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code POST /RPC2}: weblogUpdates over XML-RPC. */
final class XmlRpcHandler extends Handler.Abstract.NonBlocking {
  private static final String XML = "text/xml; charset=utf-8";

  private final PingIntake intake;

  XmlRpcHandler(PingIntake intake) {
    this.intake = intake;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!Request.getPathInContext(request).equals("/RPC2")) {
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
    Said said;
    try {
      said = WeblogUpdates.said(XmlRpcCall.parse(body));
    } catch (BadCallException e) {
      fault(exchange, 200, e);
      return;
    }
    var unused =
        intake
            .take(said, PingSource.XML_RPC, exchange.sender())
            .thenAccept(answer -> exchange.answer(200, XML, XmlReplies.methodResponse(answer)));
  }

  private void fault(Exchange exchange, int status, BadCallException why) {
    intake.malformed(PingSource.XML_RPC);
    exchange.answer(status, XML, XmlReplies.fault(why.code(), why.getMessage()));
  }
}
