package io.feedmesh.schemas.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
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
  private static final String HOW_TO_MAKE_ONE =
      "'openssl pkcs12 -export -in cert.pem -inkey key.pem' makes one";

  /** Checks, and opens the keystore. */
  public TlsConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("TLS port: expected 0 to 65535, found " + port);
    }
    Objects.requireNonNull(password, "password");
    if (!Files.isReadable(keystore)) {
      throw new IllegalArgumentException(
          "TLS keystore: " + keystore + " cannot be read; " + HOW_TO_MAKE_ONE);
    }
    requireKey(keystore, password);
  }

  private static void requireKey(Path keystore, String password) {
    try {
      KeyStore opened = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
      for (String alias : Collections.list(opened.aliases())) {
        if (opened.isKeyEntry(alias)) {
          return;
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "TLS keystore: "
              + keystore
              + " is none, or the password is not its own: "
              + e.getMessage()
              + "; "
              + HOW_TO_MAKE_ONE,
          e);
    }
    throw new IllegalArgumentException(
        "TLS keystore: " + keystore + " has no private key; " + HOW_TO_MAKE_ONE);
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "TLS at port " + port + " with " + keystore;
  }
}
