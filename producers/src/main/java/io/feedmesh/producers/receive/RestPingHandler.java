package io.feedmesh.producers.receive;

import io.feedmesh.producers.receive.PingAnswer.Kind;
import io.feedmesh.schemas.record.PingSource;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/**
 * {@code GET|POST /ping} and {@code GET|POST /pingSiteForm}: a ping with the fields name, url and
 * rssUrl (also feedUrl), in the query or as a form.
 */
final class RestPingHandler extends Handler.Abstract.NonBlocking {
  private static final String XML = "text/xml; charset=utf-8";
  private static final Set<String> PATHS = Set.of("/ping", "/pingSiteForm");

  private final PingIntake intake;

  RestPingHandler(PingIntake intake) {
    this.intake = intake;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!PATHS.contains(Request.getPathInContext(request))) {
      return false;
    }
    Exchange exchange = new Exchange(request, response, callback);
    switch (request.getMethod()) {
      case "GET" -> ping(exchange, "");
      case "POST" ->
          exchange.read(
              body -> ping(exchange, new String(body, StandardCharsets.UTF_8)),
              () ->
                  malformed(
                      exchange, 413, "expected a form of up to " + Exchange.MAX_BODY + " bytes"));
      default -> exchange.onlyAllowed("GET, POST");
    }
    return true;
  }

  private void ping(Exchange exchange, String form) {
    Fields fields = new Fields();
    try {
      decode(exchange.request().getHttpURI().getQuery(), fields);
      decode(form, fields);
    } catch (RuntimeException e) { // how Jetty says that an encoding is broken
      malformed(exchange, 400, "expected fields encoded as UTF-8 in a query or form");
      return;
    }
    String feed = fields.getValue("rssUrl");
    Said said =
        new Said(
            fields.getValue("name"),
            fields.getValue("url"),
            feed != null ? feed : fields.getValue("feedUrl"));
    var unused =
        intake
            .take(said, PingSource.REST, exchange.sender())
            .thenAccept(
                answer -> {
                  if (answer.kind() == Kind.LIMITED) {
                    exchange.response().getHeaders().put(HttpHeader.RETRY_AFTER, "1");
                  }
                  exchange.answer(
                      answer.kind().status(),
                      XML,
                      XmlReplies.response(answer.isError(), answer.message()));
                });
  }

  private static void decode(String encoded, Fields fields) {
    if (encoded != null && !encoded.isEmpty()) {
      UrlEncoded.decodeTo(encoded, fields::add, StandardCharsets.UTF_8);
    }
  }

  private void malformed(Exchange exchange, int status, String why) {
    intake.malformed(PingSource.REST);
    exchange.answer(status, XML, XmlReplies.response(true, why));
  }
}
