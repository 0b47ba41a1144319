package io.feedmesh.streams.topology;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * An app's own state as bytes: one byte with the version of the layout, then the fields in order,
 * numbers big-endian. A reader gets the version, so that state written by an earlier release stays
 * readable. For stores and internal topics only; what others read is Avro. Safe for use by several
 * threads.
 *
 * @param <T> what is kept
 */
public final class BinarySerde<T> implements Serde<T> {
  private static final int MAX_TEXT = 1 << 20;

  /** Writes the fields of one value. */
  @FunctionalInterface
  public interface Writer<T> {
    /** Writes in the current version's layout. */
    void write(T value, DataOutputStream out) throws IOException;
  }

  /** Reads the fields of one value. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads the layout of the given version, at most the current one. */
    T read(int version, DataInputStream in) throws IOException;
  }

  private final String what;
  private final int version;
  private final Writer<T> writer;
  private final Reader<T> reader;

  /**
   * A layout.
   *
   * @param what for messages
   * @param version the current one, 1 to 127
   */
  public BinarySerde(String what, int version, Writer<T> writer, Reader<T> reader) {
    this.what = what;
    this.version = version;
    this.writer = writer;
    this.reader = reader;
  }

  /** Writes a text or null: its length in UTF-8 (-1 for null), then its bytes. */
  public static void writeText(DataOutputStream out, String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #writeText} wrote. */
  public static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    if (length > MAX_TEXT) {
      throw new IOException("a text of " + length + " bytes, expected at most " + MAX_TEXT);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : encode(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decode(bytes);
  }

  private byte[] encode(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(version);
      writer.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private T decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int found = in.readByte();
      if (found < 1 || found > version) {
        throw new IOException("layout version " + found + ", expected 1 to " + version);
      }
      return reader.read(found, in);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new SerializationException("cannot read the state of " + what + ": " + e, e);
    }
  }
}
