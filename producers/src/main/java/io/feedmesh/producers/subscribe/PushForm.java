package io.feedmesh.producers.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.feedmesh.schemas.push.PushKeys.Caller;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a hub or cloud is sent. Pure. */
final class PushForm {
  private PushForm() {}

  /**
   * The form, as application/x-www-form-urlencoded.
   *
   * @throws IllegalArgumentException if it is by no protocol that we speak
   */
  static String of(PushRequest request, SubscriberConfig config) {
    if (request.getProtocol() == PushProtocol.WEBSUB) {
      return encoded(webSub(request, config));
    }
    if (request.getProtocol() == PushProtocol.RSS_CLOUD && request.getSubscribe()) {
      return encoded(rssCloud(request, config));
    }
    throw new IllegalArgumentException(
        "expected WebSub, or rssCloud to subscribe, found " + request.getProtocol());
  }

  /** W3C WebSub, section 5.1. */
  private static Map<String, String> webSub(PushRequest request, SubscriberConfig config) {
    FeedUrl feed = FeedUrl.parse(request.getFeedUrl());
    Map<String, String> form = new LinkedHashMap<>();
    form.put("hub.mode", request.getSubscribe() ? "subscribe" : "unsubscribe");
    form.put("hub.topic", request.getTopic());
    form.put("hub.callback", callback(Caller.WEBSUB, request, config).toString());
    if (request.getSubscribe()) {
      form.put("hub.lease_seconds", Long.toString(config.lease().toSeconds()));
      form.put("hub.secret", config.keys().secret(feed));
    }
    return form;
  }

  /**
   * rssCloud's pleaseNotify. With a domain, the cloud tries the callback by a challenge; without,
   * it calls back at the address that the request came from. Which of them works depends on what is
   * between the two, so they take turns.
   */
  private static Map<String, String> rssCloud(PushRequest request, SubscriberConfig config) {
    URI callback = callback(Caller.RSS_CLOUD, request, config);
    boolean secure = callback.getScheme().equals("https");
    int port = callback.getPort() > 0 ? callback.getPort() : secure ? 443 : 80;
    Map<String, String> form = new LinkedHashMap<>();
    form.put("notifyProcedure", "");
    form.put("port", Integer.toString(port));
    form.put("path", callback.getRawPath());
    form.put("protocol", secure ? "https-post" : "http-post");
    if (request.getAttempt() % 2 == 0) {
      form.put("domain", callback.getHost());
    }
    form.put("url1", request.getTopic());
    return form;
  }

  private static URI callback(Caller caller, PushRequest request, SubscriberConfig config) {
    String base = config.callback().toString();
    String path =
        config.keys().callbackPath(caller, FeedUrl.parse(request.getFeedUrl()), request.getTopic());
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
