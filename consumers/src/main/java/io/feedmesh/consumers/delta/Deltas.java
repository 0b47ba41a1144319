package io.feedmesh.consumers.delta;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.feedmesh.consumers.spool.SpooledBody;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What readers lack (RFC 3229 with the instance manipulation {@code feed}): remembers which items
 * the versions had that such readers were given, and cuts those out of a later version.
 *
 * <p>A version is remembered when it is handed to a reader that knows deltas, so feeds without such
 * readers cost nothing; of each feed the last 16, all together within a budget of bytes. A delta is
 * kept for the other readers that come from the same version. Safe for use by several threads.
 */
public final class Deltas {
  private static final int VERSIONS = 16;
  private static final int OVERHEAD = 300;

  /** Which items a version has. */
  private static final class Version {
    private final String hash;
    private final String etag;
    private final long[] items;

    Version(SpooledFeed feed, long[] items) {
      this.hash = feed.hash();
      this.etag = feed.etag();
      this.items = items;
    }

    int weight() {
      return OVERHEAD + (etag == null ? 0 : etag.length()) + 8 * items.length;
    }
  }

  private record Step(FeedUrl url, String from, String to) {}

  private final Cache<FeedUrl, List<Version>> versions;
  private final Cache<Step, Optional<Delta>> deltas;

  /**
   * Remembers nothing yet.
   *
   * @param bytes most memory for versions, and again for deltas
   */
  public Deltas(long bytes) {
    versions =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((FeedUrl u, List<Version> v) -> v.stream().mapToInt(Version::weight).sum())
            .executor(Runnable::run)
            .build();
    deltas =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Step s, Optional<Delta> d) -> d.map(Delta::weight).orElse(OVERHEAD))
            .executor(Runnable::run)
            .build();
  }

  /**
   * What a reader lacks of a version that it is about to get.
   *
   * @param current the version
   * @param reads told a version's hash and the origin's tag, which may be null: whether the reader
   *     has that version
   * @return empty if the reader should get all: none of its versions is remembered, nothing can be
   *     left out, or where the items are is not certain
   * @throws IOException if the gzip is broken
   */
  public Optional<Delta> lacking(SpooledBody current, BiPredicate<String, String> reads)
      throws IOException {
    List<Version> known = remember(current);
    for (int i = known.size() - 1; i >= 0; i--) {
      Version version = known.get(i);
      if (!version.hash.equals(current.feed().hash()) && reads.test(version.hash, version.etag)) {
        return step(version, current);
      }
    }
    return Optional.empty();
  }

  private Optional<Delta> step(Version from, SpooledBody to) throws IOException {
    Step step = new Step(to.feed().url(), from.hash, to.feed().hash());
    Optional<Delta> known = deltas.getIfPresent(step);
    if (known != null) {
      return known;
    }
    byte[] document = to.document();
    Optional<Delta> made =
        Cut.of(document, ItemScan.of(document), from.items)
            .map(cut -> new Delta(from.hash, readOnly(cut), Bodies.gzip(cut).asReadOnlyBuffer()));
    deltas.put(step, made);
    return made;
  }

  private static ByteBuffer readOnly(byte[] bytes) {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private List<Version> remember(SpooledBody current) throws IOException {
    SpooledFeed feed = current.feed();
    List<Version> known = versions.getIfPresent(feed.url());
    if (known != null && holds(known, feed)) {
      return known;
    }
    Version version = new Version(feed, ItemScan.of(current.document()).hashes());
    return versions
        .asMap()
        .compute(
            feed.url(), (url, before) -> before == null ? List.of(version) : and(before, version));
  }

  private static List<Version> and(List<Version> before, Version version) {
    List<Version> all = new ArrayList<>(before);
    all.removeIf(other -> other.hash.equals(version.hash));
    all.add(version);
    return List.copyOf(all.subList(Math.max(0, all.size() - VERSIONS), all.size()));
  }

  /** The same document may come again under another tag of its origin's. */
  private static boolean holds(List<Version> known, SpooledFeed feed) {
    return known.stream()
        .anyMatch(v -> v.hash.equals(feed.hash()) && Objects.equals(v.etag, feed.etag()));
  }
}
