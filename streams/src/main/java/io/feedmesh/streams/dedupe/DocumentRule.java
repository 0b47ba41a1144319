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
    if (known.hashes().get(0).hash().equals(sighting.hash())) {
      return new Decision.Known(older ? known : seenAgain(known, sighting));
    }
    if (!older) {
      return new Decision.Newest();
    }
    return known.hashes().stream().anyMatch(seen -> covers(seen, sighting))
        ? new Decision.Known(known)
        : new Decision.Late();
  }

  /** A document seen again later says that what it holds was still there: that is news. */
  private static boolean covers(SeenHash seen, Sighting sighting) {
    return seen.hash().equals(sighting.hash()) && seen.at() >= sighting.at();
  }

  /** The memory with the newest document in it, and what became of its entries. */
  static FeedMemory withNewest(
      FeedMemory known, Sighting sighting, long recordTime, EntryRule.Outcome outcome) {
    List<SeenHash> hashes = new ArrayList<>();
    hashes.add(new SeenHash(sighting.hash(), sighting.at()));
    hashes.addAll(without(sighting, known));
    return new FeedMemory(
        known.version() + 1,
        Math.max(recordTime, known.acceptedAt()),
        sighting.originDate(),
        sighting.fetchedAt(),
        bounded(hashes),
        outcome.byLink(),
        outcome.entries());
  }

  /** The memory with a late document in it, which is then known too. */
  static FeedMemory withLate(
      FeedMemory known, Sighting sighting, long recordTime, EntryRule.Outcome outcome) {
    List<SeenHash> hashes = without(sighting, known);
    hashes.add(1, new SeenHash(sighting.hash(), sighting.at()));
    return new FeedMemory(
        known.version(),
        Math.max(recordTime, known.acceptedAt()),
        known.originDate(),
        known.fetchedAt(),
        bounded(hashes),
        outcome.byLink(),
        outcome.entries());
  }

  private static FeedMemory seenAgain(FeedMemory known, Sighting sighting) {
    long originDate = Math.max(known.originDate(), sighting.originDate());
    long fetchedAt = Math.max(known.fetchedAt(), sighting.fetchedAt());
    if (originDate == known.originDate() && fetchedAt == known.fetchedAt()) {
      return known;
    }
    List<SeenHash> hashes = without(sighting, known);
    hashes.add(0, new SeenHash(sighting.hash(), sighting.at()));
    return new FeedMemory(
        known.version(),
        known.acceptedAt(),
        originDate,
        fetchedAt,
        hashes,
        known.byLink(),
        known.entries());
  }

  private static List<SeenHash> without(Sighting sighting, FeedMemory known) {
    List<SeenHash> hashes = new ArrayList<>(known.hashes());
    hashes.removeIf(seen -> seen.hash().equals(sighting.hash()));
    return hashes;
  }

  private static List<SeenHash> bounded(List<SeenHash> hashes) {
    return hashes.subList(0, Math.min(hashes.size(), FeedMemory.MAX_HASHES));
  }
}
