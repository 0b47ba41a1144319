package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.streams.parse.MeaningfulText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An entry of the document at hand, as far as the rules look at it.
 *
 * @param entry the entry
 * @param key its key by the parser
 * @param link hash of its link, 0 for none
 * @param content hash of its meaningful text
 * @param source hash of the texts that {@code content} was made of, as they were published
 */
record SeenEntry(Entry entry, Key128 key, long link, long content, long source) {
  private record Same(String id, long content, Object published) {}

  /**
   * The entries of a document; those that a document holds twice, the same in all, once. What was
   * published as it is known already means what it meant then: most entries of a document are
   * spared the reading of their mark-up, and a better reading of mark-up makes nothing an update.
   */
  static List<SeenEntry> of(List<Entry> entries, List<KnownEntry> known) {
    Map<Long, KnownEntry> bySource = new HashMap<>(known.size() * 2);
    known.forEach(entry -> bySource.put(entry.source(), entry));
    List<SeenEntry> seen = new ArrayList<>(entries.size());
    Set<Same> same = new HashSet<>();
    for (Entry entry : entries) {
      SeenEntry found = of(entry, bySource);
      if (same.add(new Same(entry.getId(), found.content, entry.getPublished()))) {
        seen.add(found);
      }
    }
    return seen;
  }

  private static SeenEntry of(Entry entry, Map<Long, KnownEntry> bySource) {
    Key128 key = Key128.parse(entry.getKey());
    long source = hash(source(entry));
    KnownEntry known = bySource.get(source);
    if (known != null) {
      return new SeenEntry(entry, key, known.link(), known.content(), source);
    }
    String link = MeaningfulText.link(entry);
    return new SeenEntry(
        entry, key, link.isEmpty() ? 0 : hash(link), hash(MeaningfulText.of(entry)), source);
  }

  /** The id that the feed gives it, or null. */
  String id() {
    return entry == null ? null : entry.getId();
  }

  SeenEntry keyed(Key128 other) {
    return new SeenEntry(entry, other, link, content, source);
  }

  /** What is remembered of it while it is in the current document. */
  KnownEntry present(Key128 told) {
    return KnownEntry.present(key, told, link, content, source);
  }

  /** What is remembered of it where the current document has it no more. */
  KnownEntry left(Key128 told, int leftAt, int seenAt) {
    return new KnownEntry(key, told, link, content, source, leftAt, seenAt, false);
  }

  private static String source(Entry entry) {
    return String.join("\0", text(entry.getLink()), text(entry.getTitle()), body(entry));
  }

  /** As {@link MeaningfulText}: the summary only counts where there is no content. */
  private static String body(Entry entry) {
    return text(entry.getContent() == null ? entry.getSummary() : entry.getContent());
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  private static long hash(String text) {
    return ByteBuffer.wrap(Bodies.hash(text.getBytes(StandardCharsets.UTF_8)).bytes()).getLong();
  }
}
