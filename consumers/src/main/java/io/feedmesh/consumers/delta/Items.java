package io.feedmesh.consumers.delta;

import java.util.List;

/**
 * Where a document has its items. Immutable.
 *
 * @param items in their order; none if it has none, or where they are is not certain
 * @param references what RSS 1.0's channel names as its items
 * @param needsOne whether a document without items would be none: RSS 1.0 demands one
 */
record Items(List<Item> items, List<Reference> references, boolean needsOne) {
  /** Nothing that could be cut. */
  static final Items NONE = new Items(List.of(), List.of(), false);

  /**
   * An item or entry.
   *
   * @param start its first byte
   * @param end the byte behind its last
   * @param hash of its bytes
   * @param about what RSS 1.0 knows it by, or null
   */
  record Item(int start, int end, long hash, String about) {}

  /**
   * An {@code rdf:li}.
   *
   * @param start its first byte
   * @param end the byte behind its last
   * @param resource the item it stands for, or null
   */
  record Reference(int start, int end, String resource) {}

  /** The hashes of all items, sorted. */
  long[] hashes() {
    return items.stream().mapToLong(Item::hash).sorted().toArray();
  }
}
