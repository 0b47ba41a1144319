package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code .cold} of a spool: what is known of feeds without a body, one record after the
 * other; the last one of a feed counts.
 *
 * <pre>
 * length(4)    of url and fields
 * crc(4)       CRC-32C of them
 * url          length(2) and modified UTF-8
 * fields       packed {@link FeedFields}; none for a feed that is not cold any more
 * </pre>
 *
 * A killed process leaves whole records; a crash of the system may leave part of one at the end.
 * Not for several threads.
 */
final class ColdJournal {
  private static final Logger LOG = LoggerFactory.getLogger(ColdJournal.class);
  private static final int FRAME = 8;
  private static final int MOST = 1 << 16;

  private final Path file;
  private final Path part;
  private final boolean fsync;
  private final Disk disk;
  private long bytes;

  ColdJournal(Path root, boolean fsync, Disk disk) {
    this.file = root.resolve(".cold");
    this.part = SpoolFiles.unfinished(root).resolve("cold.part");
    this.fsync = fsync;
    this.disk = disk;
  }

  /** Bytes of the file. */
  long bytes() {
    return bytes;
  }

  /** False if it was never written, or somebody took it away. */
  boolean isThere() {
    return Files.exists(file);
  }

  /** Bytes of one record. */
  static long length(FeedUrl url, byte[] fields) {
    return FRAME + 2L + url.toString().length() + fields.length;
  }

  /** One record; without fields, one that ends the feed's. */
  static byte[] bytes(FeedUrl url, byte[] fields) {
    ByteArrayOutputStream content = new ByteArrayOutputStream(256);
    ByteArrayOutputStream record = new ByteArrayOutputStream(256);
    try (DataOutputStream in = new DataOutputStream(content);
        DataOutputStream out = new DataOutputStream(record)) {
      in.writeUTF(url.toString());
      in.write(fields == null ? new byte[0] : fields);
      out.writeInt(content.size());
      out.writeInt(crc(content.toByteArray()));
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return record.toByteArray();
  }

  private static int crc(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }

  /**
   * Reads the file.
   *
   * @param each is given each record: the feed, and its fields or null
   * @return whether it is whole to its end
   */
  boolean read(BiConsumer<FeedUrl, byte[]> each) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      for (int first = in.read(); first >= 0; first = in.read()) {
        record(in, first, each);
      }
      return true;
    } catch (NoSuchFileException e) {
      return true;
    } catch (EOFException | IllegalArgumentException e) {
      LOG.warn("{} is damaged behind byte {}: {}", file, bytes, e.toString());
      return false;
    }
  }

  private void record(DataInputStream in, int first, BiConsumer<FeedUrl, byte[]> each)
      throws IOException {
    int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int crc = in.readInt();
    if (length < 2 || length > MOST) {
      throw new IllegalArgumentException("a record of " + length + " bytes");
    }
    byte[] content = new byte[length];
    in.readFully(content);
    if (crc(content) != crc) {
      throw new IllegalArgumentException("a record differs from its checksum");
    }
    DataInputStream inner = new DataInputStream(new ByteArrayInputStream(content));
    FeedUrl url = FeedUrl.parse(inner.readUTF());
    byte[] fields = inner.readAllBytes();
    each.accept(url, fields.length == 0 ? null : fields);
    bytes += FRAME + length;
  }

  /** Adds a record. */
  void append(byte[] record) throws IOException {
    disk.append(file, record, fsync);
    bytes += record.length;
  }

  /** Begins a new file, which replaces this one once it is finished. */
  Rewriting rewrite() throws IOException {
    disk.write(part, new byte[0], false);
    return new Rewriting();
  }

  /** A new file. */
  final class Rewriting implements AutoCloseable {
    private long written;
    private boolean finished;

    void append(byte[] records) throws IOException {
      disk.append(part, records, fsync);
      written += records.length;
    }

    void finish() throws IOException {
      disk.move(part, file);
      finished = true;
      bytes = written;
    }

    @Override
    public void close() throws IOException {
      if (!finished) {
        disk.delete(part);
      }
    }
  }
}
