package io.feedmesh.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.record.Reject;
import java.time.Instant;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RecordSerdeTest {
  private static final Ping PING =
      Ping.newBuilder()
          .setFeedUrl("http://a.example/feed")
          .setSiteName("Ä blog 🐦")
          .setSource(PingSource.REST)
          .setReceivedAt(Instant.ofEpochMilli(1_234_567))
          .build();

  private final RecordSerde<Ping> serde = new RecordSerde<>(Ping.class);

  @Test
  void givesBackWhatWasWritten() {
    assertThat(serde.decode(serde.encode(PING))).isEqualTo(PING);
  }

  @Test
  void writesAvrosSingleObjectMarker() {
    assertThat(serde.encode(PING)).startsWith(0xC3, 0x01);
  }

  @Test
  void keepsTombstones() {
    assertThat(serde.encode(null)).isNull();
    assertThat(serde.decode(null)).isNull();
  }

  @Test
  void refusesWhatIsNoRecordOfItsTypeWithAClearMessage() {
    byte[] other = new RecordSerde<>(Reject.class).encode(reject());
    byte[] cut = java.util.Arrays.copyOf(serde.encode(PING), 14);
    for (byte[] bad :
        new byte[][] {
          {},
          {1, 2, 3},
          "plain text, no Avro".getBytes(java.nio.charset.StandardCharsets.UTF_8),
          other,
          cut
        }) {
      assertThatThrownBy(() -> serde.decode(bad))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("not a Ping in Avro single-object encoding");
    }
  }

  @Test
  void readsARecordOfEveryShippedVersion() throws Exception {
    for (ShippedSchemas.Shipped shipped : ShippedSchemas.list()) {
      if (!shipped.schema().getName().equals("Ping")) {
        continue;
      }
      GenericRecord old = new GenericData.Record(shipped.schema());
      old.put("feedUrl", "http://old.example/");
      old.put(
          "source",
          new GenericData.EnumSymbol(shipped.schema().getField("source").schema(), "REST"));
      old.put("receivedAt", 5L);
      var encoder = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), shipped.schema());

      Ping read = serde.decode(encoder.encode(old).array());

      assertThat(read.getFeedUrl()).as(shipped.release()).isEqualTo("http://old.example/");
    }
  }

  private static Reject reject() {
    return Reject.newBuilder()
        .setReason(io.feedmesh.schemas.record.RejectReason.EMPTY)
        .setDetail("")
        .setRejectedAt(Instant.EPOCH)
        .build();
  }
}
