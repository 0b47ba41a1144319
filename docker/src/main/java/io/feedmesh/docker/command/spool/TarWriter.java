package io.feedmesh.docker.command.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes regular files as a tar archive: POSIX.1-2001 ({@code ustar}, names beyond 100 bytes as
 * {@code pax} records), which every tar reads. Not for several threads.
 */
final class TarWriter implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final int NAME = 100;

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Adds a file that all may read.
   *
   * @param name relative, with slashes
   * @param modified milliseconds since 1970
   */
  void file(String name, byte[] content, long modified) throws IOException {
    byte[] path = name.getBytes(UTF_8);
    if (path.length > NAME) {
      entry('x', "pax".getBytes(US_ASCII), pax("path=" + name), 0);
      path = "long-name".getBytes(US_ASCII);
    }
    entry('0', path, content, Math.max(0, modified / 1000));
  }

  /** A record begins with its own length. */
  private static byte[] pax(String keyAndValue) {
    int rest = keyAndValue.getBytes(UTF_8).length + 2; // space and new line
    int length = rest + Integer.toString(rest).length();
    length = rest + Integer.toString(length).length();
    return (length + " " + keyAndValue + "\n").getBytes(UTF_8);
  }

  private void entry(char type, byte[] name, byte[] content, long seconds) throws IOException {
    byte[] header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, name.length);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(content.length));
    put(header, 136, "%011o\0".formatted(Math.min(seconds, 077777777777L)));
    put(header, 148, "        "); // the checksum counts as spaces in itself
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    out.write(header);
    out.write(content);
    out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** Ends the archive and closes what it is written to. */
  @Override
  public void close() throws IOException {
    try (out) {
      out.write(new byte[2 * BLOCK]);
    }
  }
}
