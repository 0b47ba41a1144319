package io.feedmesh.docker.role;

import io.feedmesh.schemas.http.TlsConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a role serves over TLS, too; a picocli mixin. */
final class TlsOptions {
  @Option(
      names = "--tls-port",
      paramLabel = "PORT",
      defaultValue = "8443",
      description =
          "Port for HTTPS, with HTTP/2, where --tls-keystore is given (default: ${DEFAULT-VALUE}; 0:"
              + " any).")
  private int port;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = {
        "PKCS #12 file with key and certificates: serve HTTPS, too. A renewed one is taken within"
            + " seconds."
      })
  private Path keystore;

  @Option(
      names = "--tls-password",
      paramLabel = "PASSWORD",
      defaultValue = "",
      description = "Its password; better in FEEDMESH_TLS_PASSWORD or the --config file than here.")
  private String password;

  Optional<TlsConfig> config() {
    return Optional.ofNullable(keystore).map(file -> new TlsConfig(port, file, password));
  }
}
