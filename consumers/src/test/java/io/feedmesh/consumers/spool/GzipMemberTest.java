package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.body.Bodies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 1952, section 2.3: headers as any writer of gzip may write them. */
class GzipMemberTest {
  private static final SpooledFeed FEED = Feeds.feed(1, "document");
  private static final byte[] PLAIN = bytes(Bodies.gzip(Feeds.bytes("document")));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 8, 16, 2 | 4, 8 | 16, 4 | 8 | 16, 2 | 4 | 8 | 16})
  void findsTheDataBehindAnyHeader(int flags) throws IOException {
    byte[] member = withHeader(flags);

    assertThat(GzipMember.headerLength(ByteBuffer.wrap(member)))
        .isEqualTo(member.length - PLAIN.length + GzipMember.FIXED_HEADER);
    ByteBuffer payload = GzipMember.payload(ByteBuffer.wrap(member), FEED);
    assertThat(bytes(payload))
        .isEqualTo(Arrays.copyOfRange(PLAIN, GzipMember.FIXED_HEADER, PLAIN.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 30})
  void aHeaderThatNeverEndsIsRefused(int flags) {
    byte[] header = new byte[40];
    Arrays.fill(header, (byte) 0xff);
    header[0] = 0x1f;
    header[1] = (byte) 0x8b;
    header[2] = 8;
    header[3] = (byte) flags;

    if (flags == 2) {
      assertThatThrownBy(() -> GzipMember.payload(ByteBuffer.wrap(header, 0, 19), FEED))
          .isInstanceOf(IOException.class);
    } else {
      assertThatThrownBy(() -> GzipMember.headerLength(ByteBuffer.wrap(header)))
          .isInstanceOf(SpoolFormatException.class)
          .hasMessageContaining("ends in its header");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "plain text, which is longer than eighteen bytes"})
  void whatIsNoGzipIsRefused(String text) {
    assertThatThrownBy(() -> GzipMember.headerLength(ByteBuffer.wrap(Feeds.bytes(text))))
        .isInstanceOf(SpoolFormatException.class)
        .hasMessage("not gzip");
  }

  @Test
  void severalMembersArePackedAnewAsOne() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.writeBytes(bytes(Bodies.gzip(Feeds.bytes("docu"))));
    members.writeBytes(bytes(Bodies.gzip(Feeds.bytes("ment"))));

    ByteBuffer payload = GzipMember.payload(ByteBuffer.wrap(members.toByteArray()), FEED);

    assertThat(GzipMember.lengthInTrailer(payload)).isEqualTo(8);
    byte[] document = Bodies.gunzip(GzipMember.plain(payload), 100);
    assertThat(new String(document, StandardCharsets.UTF_8)).isEqualTo("document");
  }

  @Test
  void anotherDocumentOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> GzipMember.payload(Bodies.gzip(Feeds.bytes("doc")), FEED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another hash");
  }

  @Test
  void readsFromTheBuffersPositionAndLeavesItThere() throws IOException {
    ByteBuffer within = ByteBuffer.allocate(PLAIN.length + 5);
    within.position(5).put(PLAIN).position(5);

    ByteBuffer payload = GzipMember.payload(within, FEED);

    assertThat(within.position()).isEqualTo(5);
    assertThat(payload.remaining()).isEqualTo(PLAIN.length - GzipMember.FIXED_HEADER);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 999, 1_000, 1_790_000_000_000L, 4_294_967_295_000L, Long.MAX_VALUE})
  void theTimeModifiedIsThereWhereItFits(long modified) {
    int seconds =
        ByteBuffer.wrap(GzipMember.fixedHeader(0, modified))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(4);

    long expected = modified / 1000;
    boolean fits = expected > 0 && expected <= 0xffff_ffffL;
    assertThat(Integer.toUnsignedLong(seconds)).isEqualTo(fits ? expected : 0);
  }

  private static byte[] withHeader(int flags) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(GzipMember.fixedHeader(flags, 5_000));
    if ((flags & 4) != 0) {
      out.writeBytes(new byte[] {5, 0, 'X', 'Y', 1, 0, 9});
    }
    if ((flags & 8) != 0) {
      out.writeBytes(Feeds.bytes("feed.xml\0"));
    }
    if ((flags & 16) != 0) {
      out.writeBytes(Feeds.bytes("a comment\0"));
    }
    if ((flags & 2) != 0) {
      out.writeBytes(new byte[] {1, 2});
    }
    out.write(PLAIN, GzipMember.FIXED_HEADER, PLAIN.length - GzipMember.FIXED_HEADER);
    return out.toByteArray();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
