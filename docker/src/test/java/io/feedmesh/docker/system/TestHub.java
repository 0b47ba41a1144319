package io.feedmesh.docker.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A hub as W3C WebSub describes it, and an rssCloud server beside it. */
final class TestHub implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();

  /** Verified subscriptions by topic. */
  private final Map<String, Map<String, String>> subscriptions = new ConcurrentHashMap<>();

  private final List<Map<String, String>> refused = new CopyOnWriteArrayList<>();
  private final Map<String, URI> clouds = new ConcurrentHashMap<>();
  private volatile long leaseSeconds = 864_000;
  private volatile String denial;

  TestHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/hub", this::takeRequest);
    server.createContext("/pleaseNotify", this::pleaseNotify);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hub";
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What it grants from now on. */
  void grant(long seconds) {
    leaseSeconds = seconds;
  }

  /** Subscriptions are denied from now on (section 5.2). */
  void deny(String reason) {
    denial = reason;
  }

  /** The request that was verified for a topic; null for none. */
  Map<String, String> subscription(String topic) {
    return subscriptions.get(topic);
  }

  /** Requests whose verification the subscriber did not confirm. */
  List<Map<String, String>> refused() {
    return refused;
  }

  /** Who wants to be told of the feed by rssCloud; null for nobody. */
  URI cloud(String feedUrl) {
    return clouds.get(feedUrl);
  }

  /** Section 7: delivers the document, signed by that method; returns the status. */
  int distribute(String topic, byte[] document, String method) throws Exception {
    Map<String, String> subscription = subscriptions.get(topic);
    return deliver(
        topic, document, method + "=" + mac(method, subscription.get("hub.secret"), document));
  }

  /** Delivers with any signature. */
  int deliver(String topic, byte[] document, String signature) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(subscriptions.get(topic).get("hub.callback")))
            .header("Content-Type", "application/atom+xml")
            .header("Link", "<" + url() + ">; rel=\"hub\", <" + topic + ">; rel=\"self\"")
            .header("X-Hub-Signature", signature)
            .POST(BodyPublishers.ofByteArray(document)))
        .statusCode();
  }

  /** Section 5.3 by hand: what the callback says to a verification. */
  HttpResponse<String> verify(String callback, String mode, String topic, String challenge)
      throws Exception {
    String query =
        "hub.mode="
            + mode
            + "&hub.topic="
            + URLEncoder.encode(topic, UTF_8)
            + "&hub.challenge="
            + challenge
            + "&hub.lease_seconds="
            + leaseSeconds;
    return send(HttpRequest.newBuilder(URI.create(callback + "?" + query)).GET());
  }

  /** rssCloud: tells that the feed changed. */
  int notifyCloud(String feedUrl) throws Exception {
    return send(HttpRequest.newBuilder(clouds.get(feedUrl))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("url=" + URLEncoder.encode(feedUrl, UTF_8))))
        .statusCode();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private void takeRequest(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    try (exchange) {
      exchange.sendResponseHeaders(202, -1);
    }
    threads.execute(() -> verifyIntent(form));
  }

  private void verifyIntent(Map<String, String> form) {
    String topic = form.get("hub.topic");
    try {
      if (denial != null) {
        send(
            HttpRequest.newBuilder(
                URI.create(
                    form.get("hub.callback")
                        + "?hub.mode=denied&hub.topic="
                        + URLEncoder.encode(topic, UTF_8)
                        + "&hub.reason="
                        + URLEncoder.encode(denial, UTF_8))));
        subscriptions.remove(topic);
        return;
      }
      String challenge = UUID.randomUUID().toString();
      HttpResponse<String> answer =
          verify(form.get("hub.callback"), form.get("hub.mode"), topic, challenge);
      if (answer.statusCode() / 100 != 2 || !answer.body().equals(challenge)) {
        refused.add(form);
      } else if (form.get("hub.mode").equals("subscribe")) {
        subscriptions.put(topic, form);
      } else {
        subscriptions.remove(topic);
      }
    } catch (Exception e) {
      refused.add(form);
    }
  }

  private void pleaseNotify(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    String feedUrl = form.get("url1");
    boolean reached = false;
    try {
      String host = form.getOrDefault("domain", "127.0.0.1");
      URI callback = URI.create("http://" + host + ":" + form.get("port") + form.get("path"));
      String challenge = UUID.randomUUID().toString();
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(
                  URI.create(
                      callback
                          + "?url="
                          + URLEncoder.encode(feedUrl, UTF_8)
                          + "&challenge="
                          + challenge)));
      reached = answer.statusCode() / 100 == 2 && answer.body().equals(challenge);
      if (reached) {
        clouds.put(feedUrl, callback);
      }
    } catch (Exception e) {
      refused.add(form);
    }
    byte[] said = ("<notifyResult success=\"" + reached + "\" msg=\"\"/>").getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, said.length);
      exchange.getResponseBody().write(said);
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    Map<String, String> form = new HashMap<>();
    for (String field :
        new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&", -1)) {
      String[] parts = field.split("=", 2);
      form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
    }
    return form;
  }

  private static String mac(String method, String secret, byte[] document)
      throws GeneralSecurityException {
    String algorithm = "Hmac" + method.toUpperCase(Locale.ROOT);
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
    return HexFormat.of().formatHex(mac.doFinal(document));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
