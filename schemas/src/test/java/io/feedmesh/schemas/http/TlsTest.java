package io.feedmesh.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.testing.TestKeys;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server over TLS, beside that in clear. */
class TlsTest {
  private static final ServerLimits QUICK = new ServerLimits(Duration.ofMillis(500), false, true);

  @TempDir Path folder;
  private Path keystore;

  @BeforeEach
  void keys() throws Exception {
    keystore = TestKeys.selfSigned(folder);
  }

  private RoleServer server(String password, ServerLimits limits) {
    RoleServer server =
        new RoleServer(
            "edge",
            0,
            new Health(),
            Metrics.registry(),
            List.of(),
            limits,
            Optional.of(new TlsConfig(0, keystore, password)));
    server.start();
    return server;
  }

  private static HttpResponse<String> get(HttpClient client, String scheme, int port)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + "/health")).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void speaksBothVersionsAsTheClientLikesAndGoesOnInClear(HttpClient.Version version)
      throws Exception {
    HttpClient client =
        HttpClient.newBuilder().version(version).sslContext(TestKeys.trusting(keystore)).build();
    try (RoleServer server = server(TestKeys.PASSWORD, ServerLimits.DEFAULT)) {
      HttpResponse<String> got = get(client, "https", server.tlsPort().orElseThrow());

      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(got.body()).isEqualTo("ok\n");
      assertThat(got.version()).isEqualTo(version);
      assertThat(get(client, "http", server.port()).body()).isEqualTo("ok\n");
    }
  }

  @Test
  void aRenewedKeystoreIsTakenWithoutARestart() throws Exception {
    Path other = TestKeys.selfSigned(Files.createDirectory(folder.resolve("other")));
    try (RoleServer server = server(TestKeys.PASSWORD, ServerLimits.DEFAULT)) {
      int port = server.tlsPort().orElseThrow();
      HttpClient later = HttpClient.newBuilder().sslContext(TestKeys.trusting(other)).build();
      assertThatThrownBy(() -> get(later, "https", port)).hasMessageContaining("cert");

      Files.copy(other, keystore, StandardCopyOption.REPLACE_EXISTING);

      await().ignoreExceptions().until(() -> get(later, "https", port).statusCode() == 200);
    }
  }

  @Test
  void whoSendsNoRequestOverTlsIsClosedInTime() throws Exception {
    try (RoleServer server = server(TestKeys.PASSWORD, QUICK);
        SSLSocket socket =
            (SSLSocket)
                TestKeys.trusting(keystore)
                    .getSocketFactory()
                    .createSocket(
                        InetAddress.getLoopbackAddress(), server.tlsPort().orElseThrow())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write('G');
      out.flush();

      assertThatThrownBy(
              () -> {
                if (socket.getInputStream().read() < 0) {
                  throw new java.io.EOFException("closed");
                }
              })
          .isInstanceOf(java.io.IOException.class)
          .isNotInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void whatIsWrongWithTheKeystoreIsSaid() throws Exception {
    assertThatThrownBy(() -> new TlsConfig(1, keystore, "wrong"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TLS keystore: " + keystore)
        .hasMessageContaining("password");
    Path text = Files.writeString(folder.resolve("text.p12"), "no keys");
    assertThatThrownBy(() -> new TlsConfig(1, text, TestKeys.PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TLS keystore: " + text + " is none")
        .hasMessageContaining("openssl pkcs12");
    assertThatThrownBy(() -> new TlsConfig(1, withoutKey(), TestKeys.PASSWORD))
        .hasMessageContaining("has no private key");
    assertThatThrownBy(() -> new TlsConfig(1, folder.resolve("none.p12"), ""))
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("openssl pkcs12");
    assertThat(new TlsConfig(1, keystore, TestKeys.PASSWORD).toString())
        .doesNotContain(TestKeys.PASSWORD);
  }

  /** With the certificate only. */
  private Path withoutKey() throws Exception {
    KeyStore keys = KeyStore.getInstance(keystore.toFile(), TestKeys.PASSWORD.toCharArray());
    KeyStore other = KeyStore.getInstance("PKCS12");
    other.load(null, null);
    other.setCertificateEntry("own", keys.getCertificate(keys.aliases().nextElement()));
    Path file = folder.resolve("certificate.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      other.store(out, TestKeys.PASSWORD.toCharArray());
    }
    return file;
  }
}
