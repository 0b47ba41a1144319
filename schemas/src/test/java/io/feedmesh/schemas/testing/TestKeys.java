package io.feedmesh.schemas.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Key stores for servers of tests, made by the JDK's own keytool. */
public final class TestKeys {
  /** Of each of them. */
  public static final String PASSWORD = "changeit";

  private TestKeys() {}

  /** A PKCS #12 store with a key for 127.0.0.1 that only itself vouches for. */
  public static Path selfSigned(Path directory) throws IOException, InterruptedException {
    Path store = directory.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias a -keyalg EC -dname CN=127.0.0.1"
                        + " -ext san=ip:127.0.0.1 -storetype PKCS12 -storepass "
                        + PASSWORD
                        + " -keystore "
                        + store)
                    .split(" "))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    return store;
  }

  /** For clients that trust that store's key, and no other. */
  public static SSLContext trusting(Path keystore) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    Certificate own = keys.getCertificate(keys.aliases().nextElement());
    trusted.setCertificateEntry("own", own);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
