package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.follow.Fate;
import io.feedmesh.consumers.readership.Reader;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.Clients;
import io.feedmesh.schemas.http.ClientsHandler;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.http.RequestSizes;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.http.ServerLimits;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A gateway on a real spool, a real server and a real client. */
final class GatewayRig implements AutoCloseable {
  static final String REFUSAL = "not for you";
  static final FeedUrl URL = FeedUrl.parse("https://example.org/feed.xml");

  final Spool spool;
  final PrometheusMeterRegistry registry = Metrics.registry();
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
  final List<FeedUrl> answered = new CopyOnWriteArrayList<>();
  final List<Change> discovered = new CopyOnWriteArrayList<>();
  final Map<FeedUrl, Fate> fates = new ConcurrentHashMap<>();

  /** Sends plain requests, without the offer of HTTP/2. */
  final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final GatewayHandler gateway;
  private final OriginClient origins;
  private final RoleServer server;

  GatewayRig(Path folder) {
    this(folder, AllowedClients.LOCAL, true);
  }

  GatewayRig(Path folder, List<String> clients, boolean allowPrivateOrigins) {
    this(folder, clients, allowPrivateOrigins, MissLimits.DEFAULT, Duration.ofSeconds(1));
  }

  /** With plain requests answered at once, or not. */
  GatewayRig(SpoolConfig spool, boolean plain) {
    this(spool, AllowedClients.LOCAL, false, plain, MissLimits.DEFAULT, Duration.ofSeconds(1));
  }

  GatewayRig(
      Path folder,
      List<String> clients,
      boolean allowPrivateOrigins,
      MissLimits misses,
      Duration originTimeout) {
    this(SpoolConfig.in(folder), clients, allowPrivateOrigins, true, misses, originTimeout);
  }

  private GatewayRig(
      SpoolConfig spoolConfig,
      List<String> clients,
      boolean allowPrivateOrigins,
      boolean plain,
      MissLimits misses,
      Duration originTimeout) {
    try {
      spool = Spool.open(spoolConfig, registry);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    origins = new OriginClient(OriginConfig.of("test-origins", allowPrivateOrigins));
    GatewayConfig config =
        new GatewayConfig(
            "edge-1",
            "Feedmesh/test",
            originTimeout,
            100_000,
            misses,
            new Clients(List.of("127.0.0.1")),
            Duration.ofMinutes(10),
            Duration.ofSeconds(5));
    gateway =
        new GatewayHandler(
            spool,
            origins,
            config,
            new Recorded(),
            url -> fates.getOrDefault(url, Fate.HERE),
            now::get,
            registry);
    server =
        new RoleServer(
            "edge",
            0,
            new Health(),
            registry,
            List.of(new ClientsHandler(new AllowedClients(clients), REFUSAL), gateway),
            new ServerLimits(Duration.ofSeconds(15), true, true)
                .with(RequestSizes.DEFAULT.bodies(1 << 20)));
    if (plain) {
      server.plain(gateway.plain(new AllowedClients(clients)));
    }
    server.start();
  }

  private final class Recorded implements Demand {
    @Override
    public void answered(FeedUrl url, Reader reader) {
      answered.add(url);
    }

    @Override
    public void discovered(FeedUrl url, Change change) {
      discovered.add(change);
    }
  }

  /** Spools a version of {@link #URL} that came just now; its origin made it at eleven. */
  void put(long version, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    spool.put(
        new SpooledFeed(
            URL,
            version,
            "t",
            SpooledFeed.hex(Bodies.hash(body)),
            "\"origin-" + version + "\"",
            "application/rss+xml",
            Instant.parse("2026-11-20T11:00:00Z").toEpochMilli(),
            body.length,
            now.get().toEpochMilli(),
            now.get().toEpochMilli()),
        Bodies.gzip(body));
  }

  static String path(FeedUrl url) {
    return "/" + url.toString().replaceFirst("://", "/");
  }

  HttpResponse<byte[]> get(FeedUrl url, String... headers) throws Exception {
    return send("GET", path(url), headers);
  }

  HttpRequest request(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
    return http.send(request(method, path, headers), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Sends these lines as a request, and gives back all that comes until the server closes. */
  String raw(String... lines) throws IOException {
    String request = String.join("\r\n", lines) + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  int port() {
    return server.port();
  }

  static String header(HttpResponse<?> answer, String name) {
    return String.join(" + ", answer.headers().allValues(name));
  }

  double requests(String result) {
    return registry.counter("feedmesh.edge.requests", "result", result).count();
  }

  @Override
  public void close() {
    server.close();
    origins.close();
    spool.close();
  }
}
