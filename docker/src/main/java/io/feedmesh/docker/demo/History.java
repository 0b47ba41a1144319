package io.feedmesh.docker.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Successive versions of a feed, each a file, published as one feed: the first from the base time
 * on, a further one each {@code pace}, the last for ever.
 *
 * @param path canonical URL path
 * @param versions oldest first, at least one
 * @param phase how much of a pace this history is ahead of others, so that they don't all change at
 *     once: 0 to below 1
 */
record History(
    String name, String path, List<Path> versions, Instant base, Duration pace, double phase)
    implements Publication {

  @Override
  public PingKind ping() {
    return PingKind.XML_RPC;
  }

  @Override
  public long version(Instant now) {
    double paces = (double) Duration.between(base, now).toMillis() / pace.toMillis() + phase;
    long version = Math.min(versions.size() - 1L, Math.max(0, (long) Math.ceil(paces)));
    while (version > 0 && since(version).isAfter(now)) {
      version--;
    }
    return version;
  }

  @Override
  public Optional<Instant> nextVersion(Instant now) {
    long next = version(now) + 1;
    return next < versions.size() ? Optional.of(since(next)) : Optional.empty();
  }

  @Override
  public Document document(Instant now, String origin) throws IOException {
    long version = version(now);
    Document file = FeedFile.read(versions.get((int) version), now);
    Instant since = since(version);
    return file.modified().isAfter(since)
        ? file
        : new Document(file.contentType(), file.body(), since);
  }

  private Instant since(long version) {
    return version == 0 ? base : base.plusNanos((long) ((version - phase) * pace.toNanos()));
  }
}
