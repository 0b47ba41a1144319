package io.feedmesh.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.OriginResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody may write to a topic: no bytes may do more than be refused. */
class HostileBytesTest {
  private static final RecordSerde<Change> CHANGES = new RecordSerde<>(Change.class);
  private static final int HEADER = 10;
  private static final String URL = "https://blog.example/feed.xml";
  private static final byte[] DOCUMENT = "<rss/>".getBytes(StandardCharsets.UTF_8);
  private static final Change CHANGE =
      Change.newBuilder()
          .setFeedUrl(URL)
          .setBody(Bodies.gzip(DOCUMENT))
          .setSize(DOCUMENT.length)
          .setContentHash(Bodies.hash(DOCUMENT))
          .setOrigin(OriginResponse.newBuilder().setUrl(URL).setEtag("\"1\"").build())
          .setSource(ChangeSource.FETCH)
          .setFetchedAt(Instant.ofEpochMilli(1_790_000_000_000L))
          .build();
  private static final EntryChange ENTRY =
      EntryChange.newBuilder()
          .setFeedUrl(URL)
          .setKind(ChangeKind.NEW)
          .setEntry(
              Entry.newBuilder()
                  .setKey("0123456789abcdef0123456789abcdef")
                  .setAuthors(List.of("Ann", "Bob"))
                  .build())
          .setDocumentVersion(1)
          .setFetchedAt(Instant.EPOCH)
          .setAcceptedAt(Instant.EPOCH)
          .build();

  static Stream<SpecificRecord> records() {
    return Stream.of(CHANGE, ENTRY);
  }

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> RecordSerde<T> serde(T record) {
    return new RecordSerde<>((Class<T>) record.getClass());
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordCutAnywhereIsRefused(SpecificRecord record) {
    RecordSerde<SpecificRecord> serde = serde(record);
    byte[] whole = serde.encode(record);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> serde.decode(cut))
          .as("cut at %d", length)
          .isInstanceOf(SerializationException.class);
    }
    assertThat(serde.decode(whole)).isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordWithBytesChangedIsReadOrRefusedAndNothingElse(SpecificRecord record) {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    RecordSerde<SpecificRecord> serde = serde(record);
    byte[] whole = serde.encode(record);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] changed = whole.clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        SpecificRecord read = serde.decode(changed);
        assertThat(read).as("seed %d", seed).isNotNull();
      } catch (SerializationException expected) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000, 2_000_000_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
  void aTextThatClaimsToBeLongerThanTheRecordIsRefused(long length) throws IOException {
    byte[] lying = after(header(), out -> out.writeLong(length));

    assertThatThrownBy(() -> CHANGES.decode(lying)).isInstanceOf(SerializationException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000, 2_000_000_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
  void aBodyThatClaimsToBeLongerThanTheRecordIsRefused(long length) throws IOException {
    byte[] lying =
        after(
            header(),
            out -> {
              out.writeString(URL);
              out.writeLong(length);
            });

    assertThatThrownBy(() -> CHANGES.decode(lying)).isInstanceOf(SerializationException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000, 2_000_000_000, Integer.MAX_VALUE, Long.MAX_VALUE})
  void aListThatClaimsMoreThanTheRecordHoldsIsRefused(long length) throws IOException {
    RecordSerde<EntryChange> entries = new RecordSerde<>(EntryChange.class);
    byte[] whole = entries.encode(ENTRY);
    int authors = indexOf(whole, "\u0006Ann".getBytes(StandardCharsets.ISO_8859_1)) - 1;
    byte[] lying = after(Arrays.copyOf(whole, authors), out -> out.writeLong(length));

    assertThatThrownBy(() -> entries.decode(lying)).isInstanceOf(SerializationException.class);
  }

  @Test
  void theSchemaThatNobodyShippedIsNamedInTheRefusal() {
    byte[] unknown = CHANGES.encode(CHANGE);
    Arrays.fill(unknown, 2, HEADER, (byte) 7);

    assertThatThrownBy(() -> CHANGES.decode(unknown))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("not a Change")
        .hasMessageContaining("known schema");
  }

  @Test
  void afterARefusalTheNextRecordIsReadAsEver() {
    byte[] whole = CHANGES.encode(CHANGE);
    for (int length : new int[] {0, 5, HEADER, 40, whole.length - 1}) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> CHANGES.decode(cut)).isInstanceOf(SerializationException.class);
      assertThat(CHANGES.decode(whole)).isEqualTo(CHANGE);
    }
  }

  /** What some program of somebody's writes. */
  @FunctionalInterface
  private interface Fields {
    void write(BinaryEncoder out) throws IOException;
  }

  private byte[] header() {
    return Arrays.copyOf(CHANGES.encode(CHANGE), HEADER);
  }

  private static byte[] after(byte[] beginning, Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(beginning);
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    fields.write(out);
    out.flush();
    bytes.writeBytes(new byte[20]);
    return bytes.toByteArray();
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at + part.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not in the record");
  }
}
