package io.feedmesh.producers.ping;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.Forms;
import io.feedmesh.producers.intake.PingAnswer;
import io.feedmesh.producers.intake.PingIntake;
import io.feedmesh.producers.intake.Said;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code GET|POST /ping} and {@code GET|POST /pingSiteForm}: a ping with the fields name, url and
 * rssUrl in the query or as a form, in any of the spellings that ping services took. A form posted
 * to {@code /ping} that says nothing but url is rssCloud's.
 */
public final class RestPingHandler extends Handler.Abstract.NonBlocking {
  private static final Set<String> PATHS =
      Set.of("/ping", "/ping/", "/pingsiteform", "/pingsiteform/");
  private static final String[] NAMES = {"name", "title", "blog_name"};
  private static final String[] URLS = {"url", "blogurl", "weblogurl"};
  private static final String[] FEEDS = {"rssurl", "feedurl", "rss", "feed", "xmlurl"};
  private static final String[] WEBLOGS_ONLY = {
    "name",
    "title",
    "blog_name",
    "blogurl",
    "weblogurl",
    "rssurl",
    "feedurl",
    "rss",
    "feed",
    "xmlurl",
    "changesurl",
    "checkurl"
  };

  private final PingIntake intake;

  /** Hands pings to this. */
  public RestPingHandler(PingIntake intake) {
    this.intake = intake;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request).toLowerCase(Locale.ROOT);
    if (!PATHS.contains(path)) {
      return false;
    }
    Exchange exchange = new Exchange(request, response, callback);
    switch (request.getMethod()) {
      case "GET" -> ping(exchange, null, false);
      case "POST" ->
          exchange.read(
              body -> ping(exchange, body, !path.startsWith("/pingsite")),
              () ->
                  refused(
                      exchange, 413, "expected a form of up to " + Exchange.MAX_BODY + " bytes"));
      default -> exchange.onlyAllowed("GET, POST");
    }
    return true;
  }

  private void ping(Exchange exchange, byte[] form, boolean mayBeCloud) {
    Forms fields;
    try {
      fields = Forms.of(exchange.request().getHttpURI().getQuery(), form);
    } catch (IllegalArgumentException e) {
      refused(exchange, 400, e.getMessage());
      return;
    }
    if (mayBeCloud && fields.first(WEBLOGS_ONLY) == null) {
      take(exchange, Said.feed(fields.first("url")), Door.RSS_CLOUD);
    } else {
      Said said = new Said(fields.first(NAMES), fields.first(URLS), fields.first(FEEDS));
      take(exchange, said, Door.REST);
    }
  }

  private void take(Exchange exchange, Said said, Door door) {
    var unused =
        intake
            .take(said, door, exchange.sender())
            .thenAccept(
                answer -> {
                  if (door == Door.RSS_CLOUD) {
                    RssCloud.answer(exchange, answer);
                  } else {
                    Replies.xml(exchange, answer.kind(), XmlReplies.response(answer));
                  }
                });
  }

  private void refused(Exchange exchange, int status, String why) {
    intake.malformed(Door.REST);
    PingAnswer answer = new PingAnswer(PingAnswer.Kind.BAD, why);
    exchange.answer(status, Replies.XML, XmlReplies.response(answer));
  }
}
