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
    Map<Key128, KnownEntry> byKey = new HashMap<>(known.size() * 2);
    known.forEach(entry -> byKey.put(entry.key(), entry));
    List<SeenEntry> seen = new ArrayList<>(entries.size());
    Set<Same> same = new HashSet<>();
    for (Entry entry : entries) {
      Key128 key = Key128.parse(entry.getKey());
      SeenEntry found = of(entry, key, byKey.get(key));
      if (same.add(new Same(entry.getId(), found.content, entry.getPublished()))) {
        seen.add(found);
      }
    }
    return seen;
  }

  private static SeenEntry of(Entry entry, Key128 key, KnownEntry known) {
    long source = hash(source(entry));
    if (known != null && known.source() == source) {
      return new SeenEntry(entry, key, known.link(), known.content(), source);
    }
    String link = MeaningfulText.link(entry);
    return new SeenEntry(
        entry, key, link.isEmpty() ? 0 : hash(link), hash(MeaningfulText.of(entry)), source);
  }

  /** What is remembered of it. */
  KnownEntry known(Key128 told, int leftAt) {
    return new KnownEntry(key, told, link, content, source, leftAt);
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
