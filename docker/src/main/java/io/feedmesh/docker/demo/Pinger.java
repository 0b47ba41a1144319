package io.feedmesh.docker.demo;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pings a receiver and does not wait for it: a ping that fails is logged at debug and not tried
 * again, as the next post pings anyway. Safe for several threads.
 */
final class Pinger {
  private static final Logger LOG = LoggerFactory.getLogger(Pinger.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_AT_ONCE = 64;

  private final String receiver;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);

  /** Takes the receiver's root, with a slash at the end or none. */
  Pinger(URI receiver) {
    this.receiver = receiver.toString().replaceFirst("/+$", "");
  }

  /** Tells of a change, in the way of the publication. */
  void ping(Publication publication, String origin) {
    if (publication.ping() == PingKind.NONE) {
      return;
    }
    String home = origin + publication.homePath();
    String feed = origin + publication.path();
    if (!free.tryAcquire()) {
      LOG.debug("ping for {} left out: {} are unanswered", feed, MOST_AT_ONCE);
      return;
    }
    HttpRequest request =
        publication.ping() == PingKind.REST
            ? rest(publication.name(), home, feed)
            : xmlRpc(publication.name(), feed);
    var unused =
        client
            .sendAsync(request, HttpResponse.BodyHandlers.discarding())
            .whenComplete(
                (response, e) -> {
                  free.release();
                  log(feed, response, e);
                });
  }

  private static void log(String feed, HttpResponse<?> response, Throwable e) {
    if (e != null) {
      LOG.debug("ping for {} failed: {}", feed, e.toString());
    } else if (response.statusCode() / 100 != 2) {
      LOG.debug("ping for {} was answered {}", feed, response.statusCode());
    }
  }

  private HttpRequest rest(String name, String home, String feed) {
    String query = "name=" + encode(name) + "&url=" + encode(home) + "&rssUrl=" + encode(feed);
    return request("/ping?" + query).GET().build();
  }

  /**
   * {@code weblogUpdates.ping(name, url)}. It has no parameter for a feed, so the feed's own
   * address stands for that of the site: a receiver can not know which feed a page has.
   */
  private HttpRequest xmlRpc(String name, String feed) {
    Xml xml = new Xml();
    xml.open("methodCall").element("methodName", "weblogUpdates.ping").open("params");
    for (String param : new String[] {name, feed}) {
      xml.open("param").open("value").element("string", param).close().close();
    }
    return request("/RPC2")
        .header("Content-Type", "text/xml; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(xml.document()))
        .build();
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(receiver + target)).timeout(TIMEOUT);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
