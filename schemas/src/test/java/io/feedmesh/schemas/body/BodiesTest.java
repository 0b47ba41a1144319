package io.feedmesh.schemas.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final byte[] DOCUMENT = "<rss/>".repeat(5000).getBytes(StandardCharsets.UTF_8);

  @Test
  void givesBackTheDocumentAndLeavesTheBufferAlone() throws IOException {
    ByteBuffer gzipped = Bodies.gzip(DOCUMENT);
    int before = gzipped.remaining();

    assertThat(Bodies.gunzip(gzipped, DOCUMENT.length)).isEqualTo(DOCUMENT);
    assertThat(Bodies.gunzip(gzipped.asReadOnlyBuffer(), DOCUMENT.length)).isEqualTo(DOCUMENT);
    assertThat(gzipped.remaining()).isEqualTo(before).isLessThan(DOCUMENT.length / 10);
  }

  @Test
  void stopsABombAtTheBound() {
    ByteBuffer bomb = Bodies.gzip(new byte[50_000_000]);

    assertThatThrownBy(() -> Bodies.gunzip(bomb, 1_000_000))
        .isInstanceOf(TooLargeException.class)
        .hasMessageContaining("1000000 bytes");
  }

  @Test
  void refusesWhatIsNotWholeGzip() {
    byte[] whole = Bodies.bytes(Bodies.gzip(DOCUMENT));
    ByteBuffer cut = ByteBuffer.wrap(whole, 0, whole.length - 9);

    assertThatThrownBy(() -> Bodies.gunzip(cut, 1_000_000)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Bodies.gunzip(ByteBuffer.wrap(DOCUMENT), 1_000_000))
        .isInstanceOf(IOException.class);
  }

  @Test
  void hashesWithSha256() {
    assertThat(Bodies.hash("abc".getBytes(StandardCharsets.US_ASCII)).bytes())
        .startsWith(0xba, 0x78, 0x16, 0xbf);
  }

  /** RFC 1951 leaves the effort to who packs; ours is packed once, and sent often. */
  @Test
  void packsAsSmallAsDeflateCan() throws Exception {
    StringBuilder text = new StringBuilder();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      text.append("word").append(random.nextInt(300)).append(' ');
    }
    byte[] document = text.toString().getBytes(UTF_8);

    int packed = Bodies.gzip(document).remaining() - 18; // header and trailer

    assertThat(packed).isEqualTo(deflated(document, Deflater.BEST_COMPRESSION));
    assertThat(packed).isLessThan(deflated(document, Deflater.DEFAULT_COMPRESSION));
  }

  private static int deflated(byte[] document, int level) {
    Deflater deflater = new Deflater(level, true);
    deflater.setInput(document);
    deflater.finish();
    byte[] out = new byte[document.length];
    try {
      return deflater.deflate(out);
    } finally {
      deflater.end();
    }
  }
}
