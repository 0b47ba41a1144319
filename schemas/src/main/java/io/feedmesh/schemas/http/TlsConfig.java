package io.feedmesh.schemas.http;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where HTTP is served over TLS, too: HTTP/1.1 and HTTP/2, as ALPN agrees (RFC 7301). Immutable.
 *
 * @param port TCP port; 0 for any free one
 * @param keystore PKCS #12 or JKS, with the key and its chain of certificates; read again within
 *     seconds when it changes
 * @param password of the keystore and of the key
 */
public record TlsConfig(int port, Path keystore, String password) {
  /** Checks. */
  public TlsConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("TLS port: expected 0 to 65535, found " + port);
    }
    Objects.requireNonNull(password, "password");
    if (!Files.isReadable(keystore)) {
      throw new IllegalArgumentException(
          "TLS keystore: "
              + keystore
              + " cannot be read; 'openssl pkcs12 -export -in cert.pem -inkey key.pem' makes one");
    }
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "TLS at port " + port + " with " + keystore;
  }
}
