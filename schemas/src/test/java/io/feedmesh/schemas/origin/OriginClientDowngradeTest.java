package io.feedmesh.schemas.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.testing.TestKeys;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.DetectorConnectionFactory;
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

/** A host that answers over TLS and in clear, and sends from one to the other. */
class OriginClientDowngradeTest {
  @TempDir Path directory;

  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Server server = new Server();
  private ServerConnector connector;
  private OriginClient client;

  @BeforeEach
  void start() throws Exception {
    Path keys = TestKeys.selfSigned(directory);
    SslContextFactory.Client trusting = new SslContextFactory.Client();
    trusting.setTrustStorePath(keys.toString());
    trusting.setTrustStorePassword(TestKeys.PASSWORD);
    client = new OriginClient(OriginConfig.of("test", true), trusting);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keys.toString());
    tls.setKeyStorePassword(TestKeys.PASSWORD);
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    connector =
        new ServerConnector(
            server,
            new DetectorConnectionFactory(new SslConnectionFactory(tls, "http/1.1")),
            new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Redirecting());
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.stop();
  }

  /** From its root to the other scheme. */
  private final class Redirecting extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String authorization = request.getHeaders().get("Authorization");
      authorizations.add(request.getHttpURI().getScheme() + " " + authorization);
      if (request.getHttpURI().getPath().equals("/")) {
        response.setStatus(302);
        String other = request.isSecure() ? "http" : "https";
        response.getHeaders().put("Location", url(other, "/feed").toString());
      }
      callback.succeeded();
      return true;
    }
  }

  private FeedUrl url(String scheme, String path) {
    return FeedUrl.parse(scheme + "://127.0.0.1:" + connector.getLocalPort() + path);
  }

  private void get(String scheme) {
    Map<String, String> fields = Map.of("Authorization", "Basic x");
    OriginAnswer answer =
        client
            .get(new OriginRequest(url(scheme, "/"), fields, Duration.ofSeconds(20), 1_000))
            .join();
    assertThat(answer).isInstanceOf(OriginAnswer.Answered.class);
  }

  @Test
  void credentialsThatWentOverTlsAreNotSentInClear() {
    get("https");

    assertThat(authorizations).containsExactly("https Basic x", "http null");
  }

  @Test
  void credentialsThatWentInClearGoOverTlsToo() {
    get("http");

    assertThat(authorizations).containsExactly("http Basic x", "https Basic x");
  }
}
