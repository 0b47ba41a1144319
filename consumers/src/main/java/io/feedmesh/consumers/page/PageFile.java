package io.feedmesh.consumers.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** One file of the page, from the classpath, in memory. Immutable. */
final class PageFile {
  private final String type;
  private final ByteBuffer bytes;
  private final String etag;

  private PageFile(String type, byte[] content) {
    this.type = type;
    this.bytes = ByteBuffer.wrap(content).asReadOnlyBuffer();
    CRC32 sum = new CRC32();
    sum.update(content);
    this.etag = "\"" + Long.toHexString(sum.getValue()) + "\"";
  }

  static PageFile load(String name, String type) {
    try (InputStream in = PageFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the page's " + name + " is missing from the classpath");
      }
      return new PageFile(type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the page's " + name + " could not be read", e);
    }
  }

  String type() {
    return type;
  }

  String etag() {
    return etag;
  }

  ByteBuffer bytes() {
    return bytes.duplicate();
  }
}
