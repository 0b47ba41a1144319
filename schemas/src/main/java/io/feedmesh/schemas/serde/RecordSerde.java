package io.feedmesh.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
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
  private static final String RECORDS = "io.feedmesh.schemas.record.";

  static {
    // Avro makes an instance only of classes that somebody trusts; ours join whoever is trusted.
    ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            others, candidate -> candidate.getName().startsWith(RECORDS)));
  }

  private final Class<T> type;
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  /** For the given generated class. */
  public RecordSerde(Class<T> type) {
    this.type = Objects.requireNonNull(type, "type");
    SpecificData model = SpecificData.getForClass(type);
    var schema = model.getSchema(type);
    this.encoder = new BinaryMessageEncoder<>(model, schema);
    this.decoder = new BinaryMessageDecoder<>(model, schema, ShippedSchemas.all());
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
      return decoder.decode(bytes, null);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "not a "
              + type.getSimpleName()
              + " in Avro single-object encoding with a known schema: "
              + e.getMessage(),
          e);
    }
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
