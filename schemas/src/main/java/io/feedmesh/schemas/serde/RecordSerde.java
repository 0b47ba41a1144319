package io.feedmesh.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One type of record in Avro's single-object encoding (Avro specification 1.12, "Single-object
 * encoding": {@code C3 01}, the schema's 64-bit fingerprint, the datum). Reads every version of the
 * schema that was ever shipped ({@link ShippedSchemas}); writes the current one. Null stays null.
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> the record's generated class
 */
public final class RecordSerde<T extends SpecificRecord> implements Serde<T> {
  private static final short MARKER = 0x01C3;
  private static final int HEADER = 2 + 8;
  private static final String RECORDS = "io.feedmesh.schemas.record.";

  static {
    // Avro makes an instance only of classes that somebody trusts; ours join whoever is trusted.
    ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            others, candidate -> candidate.getName().startsWith(RECORDS)));
  }

  private final Class<T> type;
  private final SpecificData model;
  private final Schema schema;
  private final BinaryMessageEncoder<T> encoder;
  private final Map<Long, DatumReader<T>> readers = new ConcurrentHashMap<>();

  /** For the given generated class. */
  public RecordSerde(Class<T> type) {
    this.type = Objects.requireNonNull(type, "type");
    this.model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
    this.encoder = new BinaryMessageEncoder<>(model, schema);
    readers.put(SchemaNormalization.parsingFingerprint64(schema), reader(schema));
  }

  /** The record as bytes. */
  public byte[] encode(T value) {
    if (value == null) {
      return null;
    }
    try {
      ByteBuffer bytes = encoder.encode(value);
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (IOException | AvroRuntimeException e) {
      throw new SerializationException("cannot write a " + type.getSimpleName(), e);
    }
  }

  /**
   * The record that the bytes hold.
   *
   * @throws SerializationException if they hold none, or one of a schema that was never shipped
   */
  public T decode(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.length < HEADER || header.getShort() != MARKER) {
        throw new IOException("it does not begin with C3 01 and a fingerprint");
      }
      // Avro's own decoder of messages reads from a stream: it believes a length that lies, and
      // takes the memory for it. This one knows how many bytes there are.
      var in = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
      return reader(header.getLong()).read(null, in);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "not a "
              + type.getSimpleName()
              + " in Avro single-object encoding with a known schema: "
              + e.getMessage(),
          e);
    }
  }

  private DatumReader<T> reader(long fingerprint) throws IOException {
    DatumReader<T> known = readers.get(fingerprint);
    if (known != null) {
      return known;
    }
    Schema writer = ShippedSchemas.all().findByFingerprint(fingerprint);
    if (writer == null) {
      throw new IOException("unknown fingerprint " + Long.toHexString(fingerprint));
    }
    return readers.computeIfAbsent(fingerprint, f -> reader(writer));
  }

  private DatumReader<T> reader(Schema writer) {
    return new SpecificDatumReader<>(writer, schema, model);
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> encode(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> decode(bytes);
  }
}
