package io.feedmesh.producers.ping;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.Forms;
import io.feedmesh.producers.intake.PingAnswer;
import io.feedmesh.producers.intake.PingIntake;
import io.feedmesh.producers.intake.Said;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST /websub} or {@code /hub}: a publisher tells of changes, as it would tell a hub. W3C
 * WebSub, section 6, leaves open how; this is what PubSubHubbub 0.4, section 7, and the large hubs
 * take: a form with {@code hub.mode=publish} and {@code hub.url} or {@code hub.topic}, each as
 * often as there are feeds; 204 where all were taken.
 */
public final class WebSubPublishHandler extends Handler.Abstract.NonBlocking {
  private static final Set<String> PATHS = Set.of("/websub", "/websub/", "/hub", "/hub/");
  private static final int MAX_TOPICS = 200;

  private final PingIntake intake;

  /** Hands pings to this. */
  public WebSubPublishHandler(PingIntake intake) {
    this.intake = intake;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!PATHS.contains(Request.getPathInContext(request))) {
      return false;
    }
    Exchange exchange = new Exchange(request, response, callback);
    if (request.getMethod().equals("POST")) {
      exchange.read(
          body -> publish(exchange, body),
          () -> refuse(exchange, 413, "expected a form of up to " + Exchange.MAX_BODY + " bytes"));
    } else {
      exchange.onlyAllowed("POST");
    }
    return true;
  }

  private void publish(Exchange exchange, byte[] form) {
    Forms fields;
    try {
      fields = Forms.of(exchange.request().getHttpURI().getQuery(), form);
    } catch (IllegalArgumentException e) {
      refuse(exchange, 400, e.getMessage());
      return;
    }
    List<String> topics =
        Stream.of("hub.url", "hub.topic").flatMap(name -> fields.all(name).stream()).toList();
    if (!"publish".equals(fields.first("hub.mode"))) {
      refuse(exchange, 400, "hub.mode: expected publish; subscribers are taken by edges");
    } else if (topics.isEmpty() || topics.size() > MAX_TOPICS) {
      refuse(exchange, 400, "hub.url: expected 1 to " + MAX_TOPICS + ", found " + topics.size());
    } else {
      take(exchange, topics);
    }
  }

  /** The good ones of several are taken, whatever is said of the others: a ping is a hint. */
  private void take(Exchange exchange, List<String> topics) {
    List<CompletableFuture<PingAnswer>> answers =
        topics.stream()
            .map(topic -> intake.take(Said.feed(topic), Door.WEBSUB_PUBLISH, exchange.sender()))
            .toList();
    var unused =
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
            .thenAccept(all -> answer(exchange, worst(answers)));
  }

  private static PingAnswer worst(List<CompletableFuture<PingAnswer>> answers) {
    return answers.stream()
        .map(CompletableFuture::join)
        .max(Comparator.comparing(PingAnswer::kind))
        .orElseThrow();
  }

  private static void answer(Exchange exchange, PingAnswer worst) {
    Replies.later(exchange, worst.kind());
    if (worst.isError()) {
      exchange.say(worst.kind().status(), worst.message());
    } else {
      exchange.answer(204);
    }
  }

  private void refuse(Exchange exchange, int status, String why) {
    intake.malformed(Door.WEBSUB_PUBLISH);
    exchange.say(status, why);
  }
}
