package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.streams.parse.MeaningfulText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An entry of the document at hand, as far as the rules look at it.
 *
 * @param entry the entry
 * @param key its key by the parser
 * @param link hash of its link, 0 for none
 * @param content hash of its meaningful text
 */
record SeenEntry(Entry entry, Key128 key, long link, long content) {
  private record Same(String id, long content, Object published) {}

  /** The entries of a document; those that a document holds twice, the same in all, once. */
  static List<SeenEntry> of(List<Entry> entries) {
    List<SeenEntry> seen = new ArrayList<>(entries.size());
    Set<Same> same = new HashSet<>();
    for (Entry entry : entries) {
      String link = MeaningfulText.link(entry);
      long content = hash(MeaningfulText.of(entry));
      if (same.add(new Same(entry.getId(), content, entry.getPublished()))) {
        seen.add(
            new SeenEntry(
                entry, Key128.parse(entry.getKey()), link.isEmpty() ? 0 : hash(link), content));
      }
    }
    return seen;
  }

  private static long hash(String text) {
    ContentHash hash = Bodies.hash(text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash.bytes()).getLong();
  }
}
