package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.schemas.http.AllowedClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How an edge works. Immutable.
 *
 * @param name its name, which is also that of its subscriber
 * @param port TCP port; 0 for any free one
 * @param spool folder of its spool
 * @param lease of its subscriptions; a feed that nobody asks for goes when it ends
 * @param allowPrivateOrigins whether feeds at private and loopback addresses are proxied
 * @param allowClients networks whose clients are served, as CIDR blocks
 * @param spoolMemory most bytes of bodies kept in memory
 * @param fsync whether each file is on the disk before it counts; see {@code SpoolConfig}
 * @param readershipInterval how often readership is told
 * @param originTimeout most time for an origin's answer
 * @param maxDocumentBytes largest document proxied
 * @param requestDeadline most time for a client to send its request
 * @param contact told to origins in User-Agent; may be empty
 * @param readerKeys what readers are counted under; the same at all edges, or a reader of several
 *     counts once for each
 */
public record EdgeConfig(
    String name,
    int port,
    Path spool,
    Duration lease,
    boolean allowPrivateOrigins,
    List<String> allowClients,
    long spoolMemory,
    boolean fsync,
    Duration readershipInterval,
    Duration originTimeout,
    long maxDocumentBytes,
    Duration requestDeadline,
    String contact,
    ReaderKeys readerKeys) {
  /** Checks. */
  public EdgeConfig {
    if (!name.matches("[A-Za-z0-9_.@:-]{1,128}")) {
      throw new IllegalArgumentException(
          "edge name: expected 1 to 128 letters, digits, '-', '_', '.', '@' or ':', found " + name);
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
    }
    Objects.requireNonNull(spool, "spool");
    Objects.requireNonNull(readerKeys, "readerKeys");
    atLeast("lease", lease, Duration.ofSeconds(1));
    atLeast("readership interval", readershipInterval, Duration.ofMillis(100));
    atLeast("origin time-out", originTimeout, Duration.ofMillis(1));
    atLeast("request deadline", requestDeadline, Duration.ofMillis(10));
    allowClients = List.copyOf(allowClients);
    var unused = new AllowedClients(allowClients);
    if (maxDocumentBytes < 1 || spoolMemory < 0) {
      throw new IllegalArgumentException(
          "bytes: expected at least 1 of a document and 0 of memory, found "
              + maxDocumentBytes
              + " and "
              + spoolMemory);
    }
  }

  /**
   * Named {@code edge}, port 8080, a lease of 7 days, public origins and local clients only, 64 MiB
   * of memory, readership once a minute, keys of its own, 20 s and 10 MiB for an origin, 15 s for a
   * request.
   */
  public static EdgeConfig defaults(Path spool) {
    return new EdgeConfig(
        "edge",
        8080,
        spool,
        Duration.ofDays(7),
        false,
        AllowedClients.LOCAL,
        64L << 20,
        false,
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        10L << 20,
        Duration.ofSeconds(15),
        "",
        ReaderKeys.random());
  }

  /** The same under another name, at another port, with private origins or without. */
  public EdgeConfig at(String otherName, int otherPort, boolean privateOrigins) {
    return new EdgeConfig(
        otherName,
        otherPort,
        spool,
        lease,
        privateOrigins,
        allowClients,
        spoolMemory,
        fsync,
        readershipInterval,
        originTimeout,
        maxDocumentBytes,
        requestDeadline,
        contact,
        readerKeys);
  }

  /** The same, telling of readers that often, under those keys. */
  public EdgeConfig counting(Duration interval, ReaderKeys keys) {
    return new EdgeConfig(
        name,
        port,
        spool,
        lease,
        allowPrivateOrigins,
        allowClients,
        spoolMemory,
        fsync,
        interval,
        originTimeout,
        maxDocumentBytes,
        requestDeadline,
        contact,
        keys);
  }

  private static void atLeast(String what, Duration found, Duration least) {
    if (found.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          what + ": expected at least " + least + ", found " + found);
    }
  }
}
