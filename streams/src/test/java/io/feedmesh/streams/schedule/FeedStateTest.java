package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.hash;
import static io.feedmesh.streams.testing.Samples.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.PushProtocol;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class FeedStateTest {
  private static final PushTarget TARGET =
      new PushTarget(PushProtocol.RSS_CLOUD, "http://cloud.example/", "https://blog.example/f");
  private static final FeedState FULL =
      new FeedState(
          1,
          13,
          new Flight(2, FetchReason.PINGED, 3, 4, true),
          new Validators("\"é\u00ff\"", "x".repeat(100_000), hash("one"), 5),
          new Rhythm(6, 7, 8, 9, 10, 14, 15, 16),
          new FeedHints(
              "https://blog.example/", 11, 12, 17, 18, 19, new Quiet(1 << 23, 1 << 6), TARGET),
          new Move("https://new.example/f", "https://newer.example/f", 20),
          new Push(TARGET, 21, 22, 23, 24, 25),
          "FAILING",
          true,
          new Audience(26, 27, 28));

  @Test
  void comesBackAsItWasKept() {
    for (FeedState state : new FeedState[] {FULL, FeedState.NEW}) {
      byte[] bytes = FeedState.SERDE.serializer().serialize("t", state);

      assertThat(FeedState.SERDE.deserializer().deserialize("t", bytes)).isEqualTo(state);
    }
  }

  @Test
  void bytesOfTheLayoutBeforeAliasesAreReadAsThoseOfAFeedOfItsOwn() {
    byte[] bytes = FeedState.SERDE.serializer().serialize("t", FULL);
    byte[] before = Arrays.copyOf(bytes, bytes.length - 1 - 24);
    before[0] = 1;

    assertThat(FeedState.SERDE.deserializer().deserialize("t", before))
        .isEqualTo(FULL.alias(false).with(Audience.NONE));
  }

  @Test
  void bytesOfTheLayoutBeforeReadersAreReadAsThoseOfAFeedThatNobodyReads() {
    byte[] bytes = FeedState.SERDE.serializer().serialize("t", FULL);
    byte[] before = Arrays.copyOf(bytes, bytes.length - 24);
    before[0] = 2;

    assertThat(FeedState.SERDE.deserializer().deserialize("t", before))
        .isEqualTo(FULL.with(Audience.NONE));
  }

  @Test
  void bytesOfALaterReleaseOrCutShortAreAnErrorThatSaysSo() {
    byte[] bytes = FeedState.SERDE.serializer().serialize("t", FeedState.NEW);
    byte[] later = bytes.clone();
    later[0] = 99;

    assertThatThrownBy(() -> FeedState.SERDE.deserializer().deserialize("t", later))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("version 99");
    assertThatThrownBy(
            () -> FeedState.SERDE.deserializer().deserialize("t", Arrays.copyOf(bytes, 9)))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void hintsAreTakenFromADocumentWithinBounds() {
    var feed =
        metadata("HTTP://Blog.Example:80/a/../")
            .setTtlMinutes(30)
            .setUpdatePeriodSeconds(Long.MAX_VALUE)
            .build();

    FeedHints hints = FeedHints.of(document("https://blog.example/f", 1, "x", feed));

    assertThat(hints.site()).isEqualTo("http://blog.example/");
    assertThat(hints.ttl()).isEqualTo(30 * 60_000);
    assertThat(hints.period()).isEqualTo(Integer.MAX_VALUE * 1000L);
    var odd = metadata("javascript:void").setTtlMinutes(-5).setUpdatePeriodSeconds(-1L).build();
    assertThat(FeedHints.of(document("https://blog.example/f", 1, "x", odd)))
        .isEqualTo(FeedHints.NONE);
  }
}
