package io.feedmesh.consumers.delta;

import java.nio.ByteBuffer;

/**
 * A document with only the items that a reader's version lacks. Immutable.
 *
 * @param base hash of the reader's version, 64 hexadecimal digits
 * @param document read only; take a {@link ByteBuffer#slice()}
 * @param gzip the same as gzip
 */
public record Delta(String base, ByteBuffer document, ByteBuffer gzip) {
  int weight() {
    return 200 + document.capacity() + gzip.capacity();
  }
}
