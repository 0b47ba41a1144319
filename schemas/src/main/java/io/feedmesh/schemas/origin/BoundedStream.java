package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.body.TooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails once more than so many bytes have been read. */
final class BoundedStream extends FilterInputStream {
  private final long bound;
  private long count;

  BoundedStream(InputStream in, long bound) {
    super(in);
    this.bound = bound;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    count(Math.max(0, n));
    return n;
  }

  private void count(int n) throws TooLargeException {
    count += n;
    if (count > bound) {
      throw new TooLargeException(bound);
    }
  }
}
