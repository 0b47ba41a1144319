package io.feedmesh.docker.role;

import io.feedmesh.consumers.edge.EdgeLimits;
import io.feedmesh.consumers.edge.ProxyRules;
import io.feedmesh.consumers.gateway.MissLimits;
import io.feedmesh.docker.command.SizeConverter;
import io.feedmesh.schemas.http.AnswerPace;
import io.feedmesh.schemas.http.ConnectionLimits;
import io.feedmesh.schemas.http.RequestSizes;
import io.feedmesh.schemas.http.ServerLimits;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options for what an edge bears of its clients; a picocli mixin. */
public final class LimitOptions {
  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "Most connections at a time; one more is closed (default: ${DEFAULT-VALUE}). Each needs a"
              + " file descriptor, too.")
  private int maxConnections;

  @Option(
      names = "--max-connections-per-client",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Most of them of one IPv4 address or IPv6 /64 network (default: ${DEFAULT-VALUE}).")
  private int maxConnectionsPerClient;

  @Option(
      names = "--connect-ports",
      paramLabel = "PORT",
      split = ",",
      description =
          "Ports to which allowed clients may open tunnels (CONNECT), such as 443; never to private"
              + " addresses (default: none).")
  private List<Integer> connectPorts;

  @Option(
      names = "--relay-pages",
      description =
          "Pass documents that are no feeds on to those who take the edge for their proxy (default:"
              + " refuse them). They are never kept.")
  private boolean relayPages;

  @Option(
      names = "--shared-clients",
      paramLabel = "CIDR",
      split = ",",
      description =
          "Networks of proxies and the like, whose addresses stand for many clients each: only"
              + " limits for all clients count for them (default: this machine).")
  private List<String> sharedClients;

  @Option(
      names = "--request-deadline",
      paramLabel = "D",
      defaultValue = "15s",
      description = {
        "Most time for a client to send a request's header, and then its body; an idle connection is"
            + " ended after it, and closed after half of it again (default: ${DEFAULT-VALUE})."
      })
  private Duration requestDeadline;

  @Option(
      names = "--answer-deadline",
      paramLabel = "D",
      defaultValue = "25s",
      description = {
        "A client whose answer waits for it must take --answer-rate in this time, or is closed"
            + " (default: ${DEFAULT-VALUE})."
      })
  private Duration answerDeadline;

  @Option(
      names = "--answer-rate",
      paramLabel = "SIZE",
      defaultValue = "1KB",
      converter = SizeConverter.class,
      description = "Least that such a client takes, per second (default: ${DEFAULT-VALUE}).")
  private long answerRate;

  @Option(
      names = "--max-url",
      paramLabel = "SIZE",
      defaultValue = "8KB",
      converter = SizeConverter.class,
      description = "Longest request target, else 414 (default: ${DEFAULT-VALUE}).")
  private long maxUrl;

  @Option(
      names = "--max-header",
      paramLabel = "SIZE",
      defaultValue = "16KB",
      converter = SizeConverter.class,
      description = "Largest header of a request, else 431 (default: ${DEFAULT-VALUE}).")
  private long maxHeader;

  @Option(
      names = "--max-body",
      paramLabel = "SIZE",
      defaultValue = "1MB",
      converter = SizeConverter.class,
      description = "Largest body of a request, else 413 (default: ${DEFAULT-VALUE}).")
  private long maxBody;

  @Option(
      names = "--max-misses",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "Most requests to origins at a time, half of them for one client (default:"
              + " ${DEFAULT-VALUE}).")
  private int maxMisses;

  @Option(
      names = "--max-misses-per-host",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most of them to one host (default: ${DEFAULT-VALUE}).")
  private int maxMissesPerHost;

  @Option(
      names = "--max-waiting",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Most misses that wait for their turn, half of them of one client; one more gets 503 at"
              + " once (default: ${DEFAULT-VALUE}).")
  private int maxWaiting;

  @Option(
      names = "--miss-patience",
      paramLabel = "D",
      defaultValue = "5s",
      description =
          "Most time that a miss waits for its turn, else 503 (default: ${DEFAULT-VALUE}).")
  private Duration missPatience;

  /**
   * What these say.
   *
   * @throws IllegalArgumentException if one is out of bounds
   */
  EdgeLimits limits() {
    return new EdgeLimits(
        new ServerLimits(
            requestDeadline,
            new AnswerPace(answerDeadline, number("--answer-rate", answerRate)),
            new ConnectionLimits(
                maxConnections,
                maxConnectionsPerClient,
                sharedClients == null ? ConnectionLimits.DEFAULT.shared() : sharedClients),
            new RequestSizes(
                number("--max-url", maxUrl), number("--max-header", maxHeader), maxBody),
            true,
            true),
        new MissLimits(maxMisses, maxMissesPerHost, maxWaiting, missPatience),
        new ProxyRules(connectPorts == null ? Set.of() : Set.copyOf(connectPorts), relayPages));
  }

  private static int number(String option, long value) {
    if (value > 1 << 30) {
      throw new IllegalArgumentException(option + ": expected at most 1 GB, found " + value);
    }
    return (int) value;
  }
}
