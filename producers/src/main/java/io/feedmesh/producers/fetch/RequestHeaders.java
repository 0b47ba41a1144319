package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.record.FetchRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields that an origin gets: who asks, for how many, what for, and which version is known.
 * Nothing else: no cookies, no Referer. Immutable.
 */
final class RequestHeaders {
  private static final String ACCEPT =
      "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
          + " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

  private final UserAgent userAgent;
  private final Map<String, String> always = new HashMap<>();

  RequestHeaders(FetcherConfig config) {
    userAgent = new UserAgent(config.contact());
    always.put("Accept-Encoding", "gzip, deflate, br");
    if (!config.from().isEmpty()) {
      always.put("From", config.from());
    }
  }

  /** For a feed; validators go back as they came. */
  Map<String, String> of(FetchRequest request) {
    Map<String, String> headers = new HashMap<>(always);
    headers.put("User-Agent", userAgent.of(request.getSubscribers()));
    headers.put("Accept", ACCEPT);
    if (request.getEtag() != null) {
      headers.put("If-None-Match", request.getEtag());
    }
    if (request.getLastModified() != null) {
      headers.put("If-Modified-Since", request.getLastModified());
    }
    return headers;
  }

  /** For robots.txt, which nobody subscribes to. */
  Map<String, String> ofRobots() {
    Map<String, String> headers = new HashMap<>(always);
    headers.put("User-Agent", userAgent.plain());
    headers.put("Accept", "text/plain, */*;q=0.5");
    return headers;
  }
}
