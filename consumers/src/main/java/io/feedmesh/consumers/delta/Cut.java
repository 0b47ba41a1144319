package io.feedmesh.consumers.delta;

import io.feedmesh.consumers.delta.Items.Item;
import io.feedmesh.consumers.delta.Items.Reference;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cuts out of a document what a reader has, and leaves the rest byte for byte. Pure. */
final class Cut {
  private record Range(int start, int end) {}

  private Cut() {}

  /**
   * The document without the items of another version.
   *
   * @param known hashes of the items of that version, sorted
   * @return empty if there is nothing to cut
   */
  static Optional<byte[]> of(byte[] document, Items items, long[] known) {
    List<Item> kept = new ArrayList<>();
    List<Item> cut = new ArrayList<>();
    for (Item item : items.items()) {
      (Arrays.binarySearch(known, item.hash()) >= 0 ? cut : kept).add(item);
    }
    if (items.needsOne() && kept.isEmpty() && !cut.isEmpty()) {
      kept.add(cut.remove(0));
    }
    return cut.isEmpty()
        ? Optional.empty()
        : Optional.of(without(document, ranges(cut, references(items, cut, kept))));
  }

  /** The references to what is cut, but not to what is kept under the same name. */
  private static List<Reference> references(Items items, List<Item> cut, List<Item> kept) {
    Set<String> gone = new HashSet<>();
    cut.forEach(item -> gone.add(item.about()));
    kept.forEach(item -> gone.remove(item.about()));
    gone.remove(null);
    return items.references().stream().filter(r -> gone.contains(r.resource())).toList();
  }

  private static List<Range> ranges(List<Item> items, List<Reference> references) {
    List<Range> ranges = new ArrayList<>();
    items.forEach(item -> ranges.add(new Range(item.start(), item.end())));
    references.forEach(reference -> ranges.add(new Range(reference.start(), reference.end())));
    ranges.sort(Comparator.comparingInt(Range::start));
    return ranges;
  }

  private static byte[] without(byte[] document, List<Range> ranges) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(document.length);
    int at = 0;
    for (Range range : ranges) {
      int end = range.start();
      while (end > at && isSpace(document[end - 1])) { // the line it stood on goes, too
        end--;
      }
      out.write(document, at, end - at);
      at = range.end();
    }
    out.write(document, at, document.length - at);
    return out.toByteArray();
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
