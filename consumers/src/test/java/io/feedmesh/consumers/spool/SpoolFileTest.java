package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.body.Bodies;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpoolFileTest {
  private static final SpooledFeed FEED = Feeds.feed(2, "document");

  private static byte[] file(SpooledFeed feed) throws Exception {
    ByteBuffer payload = GzipMember.payload(Bodies.gzip(Feeds.bytes("document")), feed);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SpoolFile.header(feed, payload));
    file.writeBytes(Bodies.bytes(payload));
    return file.toByteArray();
  }

  @Test
  void beginsAsDocumented() throws Exception {
    byte[] file = file(FEED);

    assertThat(Arrays.copyOf(file, 4)).containsExactly(0x1f, 0x8b, 8, 4);
    assertThat((char) file[12]).isEqualTo('F');
    assertThat((char) file[13]).isEqualTo('M');
    assertThat(file[16]).isEqualTo((byte) 1);
    SpooledBody body = SpoolFile.body(file);
    assertThat(body.feed()).isEqualTo(FEED);
    assertThat(body.document()).isEqualTo(Feeds.bytes("document"));
  }

  @Test
  void keepsNullsAndOddHeaderFields() throws Exception {
    SpooledFeed feed =
        new SpooledFeed(Feeds.URL, 0, "", FEED.hash(), null, "text/xml; charset=\"ü\"", 5, 8, 6, 7);

    assertThat(SpoolFile.body(file(feed)).feed()).isEqualTo(feed);
  }

  @Test
  void dropsFieldsThatNoHeaderCanHold() {
    SpooledFeed feed =
        new SpooledFeed(
            Feeds.URL, 0, "", FEED.hash(), "\"a\r\nX: y\"", "x".repeat(2000), 5, 8, 6, 7);

    assertThat(feed.etag()).isNull();
    assertThat(feed.contentType()).isNull();
  }

  @Test
  void anyCutOrFlippedByteIsNoticed() throws Exception {
    byte[] whole = file(FEED);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> SpoolFile.body(cut)).isInstanceOf(SpoolFormatException.class);
    }
    int header = SpoolFile.parse(ByteBuffer.wrap(whole)).bytes();
    for (int at = header; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 4;
      assertThatThrownBy(() -> SpoolFile.body(flipped)).isInstanceOf(SpoolFormatException.class);
    }
  }

  @Test
  void rubbishIsRefusedWithoutAnyOtherError() throws Exception {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] whole = file(FEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = whole.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        SpoolFile.body(bytes);
      } catch (SpoolFormatException e) {
        assertThat(e).as("seed %d", seed).hasMessageMatching("(?s).+");
      }
    }
  }
}
