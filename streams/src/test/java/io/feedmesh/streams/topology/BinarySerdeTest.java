package io.feedmesh.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinarySerdeTest {
  private static final BinarySerde<String> SECOND =
      new BinarySerde<>(
          "a greeting",
          2,
          (value, out) -> BinarySerde.writeText(out, value),
          (version, in) -> version == 1 ? "old " + in.readByte() : BinarySerde.readText(in));

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "hello", "caf\u00E9 \uD83D\uDE00", "\u0000"})
  void readsTheTextThatItWrote(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinarySerde.writeText(new DataOutputStream(bytes), text);

    String read =
        BinarySerde.readText(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(read).isEqualTo(text);
  }

  @Test
  void readsWhatAnEarlierReleaseWrote() {
    assertThat(read(SECOND, 1, 7)).isEqualTo("old 7");
    assertThat(SECOND.serializer().serialize("t", "x")).startsWith(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 127, -1, -128})
  void refusesALayoutThatItDoesNotKnowAndSaysSo(int version) {
    assertThatThrownBy(() -> read(SECOND, version, 0, 0, 0, 0))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("a greeting")
        .hasMessageContaining("layout version " + version + ", expected 1 to 2");
  }

  @Test
  void aTextThatSaysItIsAGigabyteIsRefusedBeforeAnythingIsTaken() {
    assertThatThrownBy(() -> read(SECOND, 2, 0x40, 0, 0, 0))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("1073741824 bytes");
  }

  @Test
  void bytesCutShortAreRefused() {
    byte[] whole = SECOND.serializer().serialize("t", "hello");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);

      assertThatThrownBy(() -> SECOND.deserializer().deserialize("t", cut))
          .as("cut at %d", length)
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void aValueThatItsReaderRefusesIsUnreadableToo() {
    BinarySerde<Thread.State> states =
        new BinarySerde<>(
            "a state",
            1,
            (value, out) -> BinarySerde.writeText(out, value.name()),
            (version, in) -> Thread.State.valueOf(BinarySerde.readText(in)));
    byte[] known = states.serializer().serialize("t", Thread.State.NEW);
    byte[] unknown = known.clone();
    unknown[unknown.length - 1] = '?';

    assertThat(states.deserializer().deserialize("t", known)).isEqualTo(Thread.State.NEW);
    assertThatThrownBy(() -> states.deserializer().deserialize("t", unknown))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("a state");
    assertThatThrownBy(() -> read(states, 1, -1, -1, -1, -1))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void nothingStaysNothing() {
    assertThat(SECOND.serializer().serialize("t", null)).isNull();
    assertThat(SECOND.deserializer().deserialize("t", null)).isNull();
  }

  @Test
  void whatIsLenientCountsTheUnreadableAsAbsent() {
    int[] unreadable = {0};
    LenientSerde<String> lenient = new LenientSerde<>(SECOND, () -> unreadable[0]++);

    assertThat(lenient.deserializer().deserialize("t", new byte[] {9})).isNull();
    assertThat(lenient.deserializer().deserialize("t", SECOND.serializer().serialize("t", "x")))
        .isEqualTo("x");
    assertThat(lenient.serializer().serialize("t", "x"))
        .isEqualTo(SECOND.serializer().serialize("t", "x"));
    assertThat(lenient.deserializer().deserialize("t", null)).isNull();
    assertThat(unreadable[0]).isEqualTo(1);
  }

  private static <T> T read(BinarySerde<T> serde, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return serde.deserializer().deserialize("t", bytes);
  }
}
