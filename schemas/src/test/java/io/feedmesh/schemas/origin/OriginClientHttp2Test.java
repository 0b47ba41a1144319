package io.feedmesh.schemas.origin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.origin.OriginAnswer.Failed;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.testing.TestKeys;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginClientHttp2Test {
  private static final String ODD_ETAG = "W/\"\u00e9 'x\" y";

  @TempDir private static Path directory;
  private static Path keys;

  private final Server server = new Server();
  private final Origin origin = new Origin();
  private OriginClient client;

  @BeforeEach
  void trustTheServer() throws Exception {
    if (keys == null) {
      keys = TestKeys.selfSigned(directory);
    }
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setTrustStorePath(keys.toString());
    tls.setTrustStorePassword(TestKeys.PASSWORD);
    client = new OriginClient(OriginConfig.of("test", true), tls);
    server.setHandler(origin);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.stop();
  }

  @Test
  void http2IsSpokenWhereTheServerOffersIt() throws Exception {
    FeedUrl url = start(true, "/feed?a=%20b");

    Answered answer = answered(url, Map.of("If-None-Match", ODD_ETAG));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).asString(UTF_8).isEqualTo("/feed?a=%20b");
    assertThat(origin.versions).containsExactly(HttpVersion.HTTP_2);
    assertThat(origin.authorities).containsExactly(url.authority());
    HttpFields fields = origin.fields.peek();
    assertThat(fields.get("If-None-Match")).isEqualTo(ODD_ETAG);
    assertThat(fields.contains("User-Agent")).isFalse();
    assertThat(fields.contains("Referer")).isFalse();
    assertThat(fields.contains("Cookie")).isFalse();
  }

  @Test
  void validatorsComeBackOverHttp2AsTheyWent() throws Exception {
    FeedUrl url = start(true, "/feed");
    origin.more.add(new HttpField("ETag", ODD_ETAG));

    assertThat(answered(url, Map.of()).headers().get("ETag")).isEqualTo(ODD_ETAG);
  }

  @Test
  void http11IsSpokenOverTlsWhereTheServerKnowsNoAlpn() throws Exception {
    FeedUrl url = start(false, "/feed");

    assertThat(answered(url, Map.of()).status()).isEqualTo(200);
    assertThat(origin.versions).containsExactly(HttpVersion.HTTP_1_1);
  }

  @Test
  void aHundredRequestsShareFewConnectionsOverHttp2() throws Exception {
    FeedUrl url = start(true, "/feed");
    answered(url, Map.of());

    List<CompletableFuture<OriginAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(client.get(request(url, Map.of())));
    }

    answers.forEach(a -> assertThat(a.join()).isInstanceOf(Answered.class));
    assertThat(origin.versions).hasSize(101).containsOnly(HttpVersion.HTTP_2);
    assertThat(origin.connections.stream().distinct().count()).isLessThanOrEqualTo(8);
  }

  @Test
  void aBodyOverHttp2IsDecodedAndBoundedToo() throws Exception {
    FeedUrl url = start(true, "/feed");
    origin.body = gzip(new byte[900_000]);
    origin.more.add(new HttpField("Content-Encoding", "gzip"));
    assertThat(answered(url, Map.of()).body()).hasSize(900_000);

    origin.body = gzip(new byte[1_000_001]);
    OriginAnswer answer = client.get(request(url, Map.of())).join();

    assertThat(answer).isInstanceOf(Failed.class);
    assertThat(((Failed) answer).failure()).isEqualTo(FetchFailure.TOO_LARGE);
  }

  @Test
  void anAnswerThatNeverEndsIsATimeOutOverHttp2AndHarmsNoOther() throws Exception {
    FeedUrl url = start(true, "/feed");
    origin.silent = "/silent";
    CompletableFuture<OriginAnswer> silent =
        client.get(
            new OriginRequest(
                FeedUrl.parse(url.scheme() + "://" + url.authority() + "/silent"),
                Map.of(),
                Duration.ofMillis(700),
                1000));

    assertThat(answered(url, Map.of()).status()).isEqualTo(200);
    assertThat(((Failed) silent.join()).failure()).isEqualTo(FetchFailure.TIMEOUT);
    assertThat(answered(url, Map.of()).status()).isEqualTo(200);
  }

  private FeedUrl start(boolean alpn, String pathAndQuery) throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    http.setSendServerVersion(false);
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keys.toString());
    tls.setKeyStorePassword(TestKeys.PASSWORD);
    ServerConnector connector =
        alpn
            ? new ServerConnector(
                server,
                new SslConnectionFactory(tls, "alpn"),
                new ALPNServerConnectionFactory(),
                new HTTP2ServerConnectionFactory(http),
                http1)
            : new ServerConnector(server, new SslConnectionFactory(tls, "http/1.1"), http1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.start();
    return FeedUrl.parse("https://127.0.0.1:" + connector.getLocalPort() + pathAndQuery);
  }

  private Answered answered(FeedUrl url, Map<String, String> headers) {
    OriginAnswer answer = client.get(request(url, headers)).join();
    assertThat(answer).isInstanceOf(Answered.class);
    return (Answered) answer;
  }

  private static OriginRequest request(FeedUrl url, Map<String, String> headers) {
    return new OriginRequest(url, headers, Duration.ofSeconds(20), 1_000_000);
  }

  private static byte[] gzip(byte[] plain) throws java.io.IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  /** Answers with its path, and remembers what it was asked. */
  private static final class Origin extends Handler.Abstract.NonBlocking {
    private final List<HttpField> more = new ArrayList<>();
    private final ConcurrentLinkedQueue<HttpVersion> versions = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> authorities = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<HttpFields> fields = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> connections = new ConcurrentLinkedQueue<>();
    private volatile byte[] body;
    private volatile String silent;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = request.getHttpURI().getPathQuery();
      versions.add(request.getConnectionMetaData().getHttpVersion());
      connections.add(request.getConnectionMetaData().getRemoteSocketAddress().toString());
      authorities.add(request.getHttpURI().getAuthority());
      fields.add(HttpFields.build(request.getHeaders()).asImmutable());
      if (path.equals(silent)) {
        return true;
      }
      more.forEach(response.getHeaders()::add);
      response.write(true, ByteBuffer.wrap(body == null ? path.getBytes(UTF_8) : body), callback);
      return true;
    }
  }
}
