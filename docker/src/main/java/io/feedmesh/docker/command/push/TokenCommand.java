package io.feedmesh.docker.command.push;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.command.PushOptions;
import io.feedmesh.producers.push.PushToken;
import io.feedmesh.schemas.push.PushKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh token}. */
@Command(
    name = "token",
    description = {
      "Make a token for an aggregation service that hands in documents (POST /push).",
      "Nothing is stored: it is good until it expires, wherever the push key is the same."
    },
    footer = {
      "",
      "Example:",
      "  feedmesh token --client aggregator1 --hosts example.org,*.example.net"
    })
public final class TokenCommand implements Runnable {
  @Mixin private CommonOptions options;

  @Mixin private PushOptions push;

  @Option(
      names = "--client",
      paramLabel = "NAME",
      required = true,
      description = "Whom it is for: named in changes, and limited and refused by this name.")
  private String client;

  @Option(
      names = "--hosts",
      paramLabel = "HOST[,...]",
      split = ",",
      description =
          "Hosts whose feeds are believed from this client; *.example.org for all below one, * for"
              + " all. Documents of others are not believed: their feeds are fetched.")
  private Set<String> hosts = new LinkedHashSet<>();

  @Option(
      names = "--expires-in",
      paramLabel = "D",
      defaultValue = "365d",
      description = "How long it is good (default: ${DEFAULT-VALUE}).")
  private Duration expiresIn;

  @Override
  public void run() {
    PushKeys keys =
        options
            .checked(push::keys)
            .orElseThrow(
                () -> options.usageError("--push-key: expected the receivers' key, found none"));
    Instant expires = Instant.now().plus(expiresIn).truncatedTo(ChronoUnit.SECONDS);
    PushToken token = options.checked(() -> new PushToken(client, hosts, expires));
    options.out().println(options.checked(() -> token.signed(keys)));
    options.err().println("good until " + expires + " for " + String.join(", ", token.hosts()));
  }
}
