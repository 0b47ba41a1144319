package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class FeedMemoryCodecTest {
  private static final Serde<FeedMemory> SERDE = FeedMemoryCodec.serde();

  @Test
  void readsWhatItWrote() {
    FeedMemory memory =
        new FeedMemory(
            7,
            1_800_000_000_000L,
            FeedMemory.NO_DATE,
            1_799_999_999_999L,
            List.of(new SeenHash(new Key128(-1, 2), -3), new SeenHash(new Key128(3, -4), 5)),
            true,
            List.of(
                KnownEntry.present(new Key128(1, 2), new Key128(1, 2), 3, -4, -5),
                new KnownEntry(
                    new Key128(5, 6),
                    new Key128(7, 8),
                    0,
                    9,
                    10,
                    1_800_000_000,
                    1_700_000_000,
                    true)));

    assertThat(SERDE.deserializer().deserialize("", SERDE.serializer().serialize("", memory)))
        .isEqualTo(memory);
  }

  @Test
  void anEntryTakes48BytesAnd64WithItsFormerKey() {
    assertThat(bytesOfThousand(0)).isEqualTo(39 + 20 + 48_000);
    assertThat(bytesOfThousand(1)).isEqualTo(39 + 20 + 64_000);
  }

  private static int bytesOfThousand(int other) {
    List<KnownEntry> entries = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Key128 told = new Key128(i, i + other);
      entries.add(new KnownEntry(new Key128(i, i), told, i, i, i, i, i, true));
    }
    List<SeenHash> hashes = List.of(new SeenHash(new Key128(1, 2), 3));
    return SERDE
        .serializer()
        .serialize("", new FeedMemory(1, 2, 3, 4, hashes, false, entries))
        .length;
  }

  @Test
  void saysWhatItExpectedOfAnotherLayout() {
    assertThatThrownBy(() -> SERDE.deserializer().deserialize("", new byte[] {9, 0}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("feed's memory");
  }

  @Test
  void stateThatIsCutShortIsRefusedAtEachByte() {
    FeedMemory memory =
        new FeedMemory(
            1,
            2,
            3,
            4,
            List.of(new SeenHash(new Key128(1, 2), 3)),
            false,
            List.of(new KnownEntry(new Key128(5, 6), new Key128(7, 8), 0, 9, 10, 11, 12, false)));
    byte[] whole = SERDE.serializer().serialize("", memory);

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> SERDE.deserializer().deserialize("", cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void keysAreReadAsTheyAreWritten() {
    String hex = "0123456789abcdeffedcba9876543210";
    assertThat(Key128.parse(hex)).hasToString(hex);
  }

  @Test
  void everyMemoryIsReadAsItWasWritten() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      FeedMemory memory = memory(random);

      byte[] bytes = SERDE.serializer().serialize("", memory);

      assertThat(SERDE.deserializer().deserialize("", bytes)).as("seed %d", seed).isEqualTo(memory);
    }
  }

  @Test
  void bytesCutAnywhereAreRefused() {
    byte[] bytes = SERDE.serializer().serialize("", memory(new Random(1)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);

      assertThatThrownBy(() -> SERDE.deserializer().deserialize("", cut))
          .as("cut at %d", length)
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void aLieAboutHowMuchFollowsIsRefusedWithoutTakingTheMemoryForIt() {
    byte[] bytes = SERDE.serializer().serialize("", FeedMemory.NONE);
    int count = bytes.length - 4;
    bytes[count] = 0x7F;

    assertThatThrownBy(() -> SERDE.deserializer().deserialize("", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("a feed's memory");
  }

  @Test
  void nothingIsNothing() {
    assertThat(SERDE.serializer().serialize("", null)).isNull();
    assertThat(SERDE.deserializer().deserialize("", null)).isNull();
    assertThat(
            SERDE.deserializer().deserialize("", SERDE.serializer().serialize("", FeedMemory.NONE)))
        .isEqualTo(FeedMemory.NONE);
  }

  private static FeedMemory memory(Random random) {
    List<SeenHash> hashes = new ArrayList<>();
    for (int i = random.nextInt(FeedMemory.MAX_HASHES + 1); i > 0; i--) {
      hashes.add(new SeenHash(new Key128(random.nextLong(), random.nextLong()), random.nextInt()));
    }
    List<KnownEntry> entries = new ArrayList<>();
    for (int i = 1 + random.nextInt(20); i > 0; i--) {
      Key128 key = new Key128(random.nextLong(), random.nextLong());
      Key128 told = random.nextBoolean() ? key : key.salted(random.nextLong());
      entries.add(
          new KnownEntry(
              key,
              told,
              random.nextLong(),
              random.nextLong(),
              random.nextLong(),
              random.nextInt(Integer.MAX_VALUE),
              random.nextInt(Integer.MAX_VALUE),
              random.nextBoolean()));
    }
    return new FeedMemory(
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        hashes,
        random.nextBoolean(),
        entries);
  }
}
