package io.feedmesh.schemas.origin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.origin.ContentDecoding.BadEncodingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are not, or not only, what their Content-Encoding says. */
class LyingEncodingsTest {
  private static final byte[] FEED =
      "<rss version='2.0'><channel/></rss>".repeat(40).getBytes(UTF_8);
  private static final Map<String, byte[]> ENCODED =
      Map.of(
          "gzip", Codings.gzip(FEED),
          "deflate", Codings.deflate(FEED, false),
          "br", Codings.brotli(FEED));

  @ParameterizedTest
  @CsvSource({"gzip, deflate", "gzip, br", "deflate, gzip", "deflate, br", "br, gzip"})
  void oneCodingUnderTheNameOfAnotherIsRefused(String real, String said) {
    assertThatThrownBy(() -> decode(ENCODED.get(real), said))
        .isInstanceOf(BadEncodingException.class)
        .hasMessageContaining("Content-Encoding is " + said)
        .hasMessageContaining("but the body is not");
  }

  @Test
  void aBodyCutAtAnyByteIsRefused() {
    ENCODED.forEach(
        (coding, whole) -> {
          for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decode(cut, coding))
                .as("%s cut at %d of %d", coding, length, whole.length)
                .isInstanceOf(BadEncodingException.class);
          }
        });
  }

  @Test
  void aBodyWithBitsTurnedIsNeverAnotherDocumentUnderGzip() throws IOException {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    byte[] whole = ENCODED.get("gzip");
    for (int i = 0; i < 2_000; i++) {
      byte[] turned = whole.clone();
      turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(decode(turned, "gzip")).as("seed %d", seed).isEqualTo(FEED);
      } catch (BadEncodingException expected) {
        assertThat(expected).hasMessageContaining("gzip");
      }
    }
  }

  @Test
  void gzipOfSeveralMembersIsAllOfThem() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.writeBytes(Codings.gzip("<rss>".getBytes(UTF_8)));
    members.writeBytes(Codings.gzip(new byte[0]));
    members.writeBytes(Codings.gzip("</rss>".getBytes(UTF_8)));

    assertThat(decode(members.toByteArray(), "gzip")).asString(UTF_8).isEqualTo("<rss></rss>");
  }

  @ParameterizedTest
  @CsvSource({
    "'identity', 0",
    "'gzip,identity', 1",
    "'identity,gzip', 1",
    "',gzip,', 1",
    "' GZip ', 1",
    "'gzip,gzip', 2",
    "'gzip,x-gzip,gzip,gzip', 4"
  })
  void takesOffAsManyCodingsAsAreNamed(String field, int layers) throws IOException {
    byte[] body = FEED;
    for (int i = 0; i < layers; i++) {
      body = Codings.gzip(body);
    }

    assertThat(decode(body, field.split(",", -1))).isEqualTo(FEED);
  }

  @Test
  void aBoundIsKeptToTheByte() throws IOException {
    for (String coding : ENCODED.keySet()) {
      byte[] body = ENCODED.get(coding);
      assertThat(ContentDecoding.decode(body, List.of(coding), FEED.length)).isEqualTo(FEED);
      assertThatThrownBy(() -> ContentDecoding.decode(body, List.of(coding), FEED.length - 1))
          .as(coding)
          .isInstanceOf(io.feedmesh.schemas.body.TooLargeException.class);
    }
  }

  @Test
  void anUnknownCodingIsNamed() {
    assertThatThrownBy(() -> decode(FEED, "zstd"))
        .isInstanceOf(BadEncodingException.class)
        .hasMessage("Content-Encoding: expected gzip, deflate or br, found zstd");
  }

  private static byte[] decode(byte[] body, String... codings) throws IOException {
    return ContentDecoding.decode(body, List.of(codings), 1_000_000);
  }
}
