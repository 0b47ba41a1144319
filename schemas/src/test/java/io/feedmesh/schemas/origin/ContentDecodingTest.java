package io.feedmesh.schemas.origin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.body.TooLargeException;
import io.feedmesh.schemas.origin.ContentDecoding.BadEncodingException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDecodingTest {
  private static final byte[] FEED =
      "<rss version=\"2.0\"><channel/></rss>".repeat(50).getBytes(UTF_8);

  @Test
  void decodesEachCoding() throws IOException {
    assertThat(decode(Codings.gzip(FEED), "gzip")).isEqualTo(FEED);
    assertThat(decode(Codings.gzip(FEED), " X-GZIP ")).isEqualTo(FEED);
    assertThat(decode(Codings.deflate(FEED, false), "deflate")).isEqualTo(FEED);
    assertThat(decode(Codings.deflate(FEED, true), "deflate")).isEqualTo(FEED);
    assertThat(decode(Codings.brotli(FEED), "br")).isEqualTo(FEED);
    assertThat(decode(FEED, "identity")).isEqualTo(FEED);
    assertThat(decode(FEED)).isEqualTo(FEED);
  }

  @Test
  void decodesCompressedBrotli() throws IOException {
    byte[] compressed =
        Base64.getDecoder()
            .decode(
                "G8IAQJwHphu3pj8m2d1DKMu1mkdOiG7CyLz1nA9b2nxxEYENOAGKAxxom1DuB0ZzEvF9qpUCmbP+ByKcixI=");

    assertThat(decode(compressed, "br"))
        .asString(UTF_8)
        .isEqualTo("<rss version=\"2.0\"><channel><title>Brotli</title></channel></rss>".repeat(3));
  }

  @Test
  void decodesStackedCodingsFromTheLastToTheFirst() throws IOException {
    byte[] both = Codings.gzip(Codings.deflate(FEED, false));

    assertThat(decode(both, "deflate", "gzip")).isEqualTo(FEED);
  }

  @Test
  void anEmptyBodyIsEmptyWhateverItsCoding() throws IOException {
    assertThat(decode(new byte[0], "gzip")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "compress", "nonsense"})
  void refusesABodyThatIsNotWhatItsCodingSays(String coding) {
    assertThatThrownBy(() -> decode(FEED, coding)).isInstanceOf(BadEncodingException.class);
  }

  @Test
  void refusesWhatIsCutShort() {
    for (String coding : List.of("gzip", "deflate", "br")) {
      byte[] whole =
          switch (coding) {
            case "gzip" -> Codings.gzip(FEED);
            case "deflate" -> Codings.deflate(FEED, false);
            default -> Codings.brotli(FEED);
          };
      for (int length = 1; length < whole.length; length += 7) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> decode(cut, coding)).isInstanceOf(BadEncodingException.class);
      }
    }
  }

  @Test
  void noBytesMakeItFailInAnyOtherWay() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      byte[] noise = new byte[1 + random.nextInt(200)];
      random.nextBytes(noise);
      String coding = List.of("gzip", "deflate", "br").get(round % 3);
      if (coding.equals("gzip") && noise.length > 3) {
        noise[0] = 0x1f;
        noise[1] = (byte) 0x8b;
        noise[2] = 8;
      }
      try {
        assertThat(decode(noise, coding)).as("seed " + seed).hasSizeLessThan(100_001);
      } catch (BadEncodingException | TooLargeException e) {
        assertThat(e).as("seed " + seed).hasMessageNotContaining("null pointer");
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void stopsAtTheBoundOfTheResult() throws IOException {
    byte[] bomb = Codings.gzip(new byte[50_000_000]);

    assertThatThrownBy(() -> decode(bomb, "gzip")).isInstanceOf(TooLargeException.class);
    assertThat(decode(Codings.gzip(new byte[100_000]), "gzip")).hasSize(100_000);
  }

  @Test
  void stopsInTheMiddleOf10Gigabytes() throws IOException {
    Map<String, byte[]> bombs =
        Map.of(
            "gzip", Codings.gzipBomb(),
            "deflate", Codings.deflateBomb(),
            "br", Codings.brotliBomb());

    for (Map.Entry<String, byte[]> bomb : bombs.entrySet()) {
      List<String> coding = List.of(bomb.getKey());
      assertThatThrownBy(() -> ContentDecoding.decode(bomb.getValue(), coding, 60_000_000))
          .as("%s swells beyond any bound", coding)
          .isInstanceOf(TooLargeException.class);
      assertThatThrownBy(() -> ContentDecoding.decode(bomb.getValue(), coding, 10_000_000))
          .isInstanceOf(TooLargeException.class);
    }
  }

  @Test
  void stopsAtTheBoundOfEachStep() {
    byte[] smallAtTheEnd = Codings.gzip(Codings.gzip(new byte[20_000_000]));

    assertThatThrownBy(() -> decode(smallAtTheEnd, "gzip", "gzip"))
        .isInstanceOf(TooLargeException.class);
  }

  @Test
  void refusesAPileOfCodings() {
    assertThatThrownBy(() -> ContentDecoding.decode(FEED, Collections.nCopies(5, "gzip"), 100_000))
        .isInstanceOf(BadEncodingException.class)
        .hasMessageContaining("more than 4");
  }

  private static byte[] decode(byte[] body, String... codings) throws IOException {
    return ContentDecoding.decode(body, List.of(codings), 100_000);
  }
}
