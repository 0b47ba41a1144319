package io.feedmesh.schemas.body;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a buffer without a copy of it. For one thread. */
final class BufferStream extends InputStream {
  private final ByteBuffer rest;

  BufferStream(ByteBuffer buffer) {
    rest = buffer.duplicate();
  }

  @Override
  public int read() {
    return rest.hasRemaining() ? rest.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int n = Math.min(length, rest.remaining());
    rest.get(into, offset, n);
    return n == 0 ? -1 : n;
  }

  @Override
  public int available() {
    return rest.remaining();
  }
}
