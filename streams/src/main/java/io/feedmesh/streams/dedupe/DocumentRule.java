package io.feedmesh.streams.dedupe;

import java.util.ArrayList;
import java.util.List;

/** Whether a document is known, comes too late, or is the feed's newest. */
final class DocumentRule {
  private DocumentRule() {}

  /** What is to be done with a document. */
  sealed interface Decision {
    /** Known: nothing. The memory differs only where the current document was seen again later. */
    record Known(FeedMemory memory) implements Decision {}

    /**
     * Older than the current document, and never seen: it replaces nothing, but it may hold entries
     * that nobody else saw.
     */
    record Late() implements Decision {}

    /** The feed's newest document. */
    record Newest() implements Decision {}
  }

  static Decision decide(FeedMemory known, Sighting sighting) {
    if (known.version() == 0) {
      return new Decision.Newest();
    }
    boolean older = sighting.olderThan(known);
    if (known.hashes().get(0).equals(sighting.hash())) {
      return new Decision.Known(older ? known : seenAgain(known, sighting));
    }
    if (!older) {
      return new Decision.Newest();
    }
    return known.hashes().contains(sighting.hash())
        ? new Decision.Known(known)
        : new Decision.Late();
  }

  /** The memory with the newest document in it. */
  static FeedMemory withNewest(
      FeedMemory known, Sighting sighting, long recordTime, List<KnownEntry> entries) {
    List<Key128> hashes = new ArrayList<>();
    hashes.add(sighting.hash());
    known.hashes().stream().filter(hash -> !hash.equals(sighting.hash())).forEach(hashes::add);
    return new FeedMemory(
        known.version() + 1,
        Math.max(recordTime, known.acceptedAt()),
        sighting.originDate(),
        sighting.fetchedAt(),
        bounded(hashes),
        entries);
  }

  /** The memory with a late document in it, which is then known too. */
  static FeedMemory withLate(
      FeedMemory known, Sighting sighting, long recordTime, List<KnownEntry> entries) {
    List<Key128> hashes = new ArrayList<>(known.hashes());
    hashes.add(1, sighting.hash());
    return new FeedMemory(
        known.version(),
        Math.max(recordTime, known.acceptedAt()),
        known.originDate(),
        known.fetchedAt(),
        bounded(hashes),
        entries);
  }

  private static FeedMemory seenAgain(FeedMemory known, Sighting sighting) {
    long originDate = Math.max(known.originDate(), sighting.originDate());
    long fetchedAt = Math.max(known.fetchedAt(), sighting.fetchedAt());
    boolean same = originDate == known.originDate() && fetchedAt == known.fetchedAt();
    return same
        ? known
        : new FeedMemory(
            known.version(),
            known.acceptedAt(),
            originDate,
            fetchedAt,
            known.hashes(),
            known.entries());
  }

  private static List<Key128> bounded(List<Key128> hashes) {
    return hashes.subList(0, Math.min(hashes.size(), FeedMemory.MAX_HASHES));
  }
}
