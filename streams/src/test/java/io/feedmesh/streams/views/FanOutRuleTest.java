package io.feedmesh.streams.views;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FanOutRuleTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final long NOW = 1_000_000;

  /** "D+5": documents, lease ends in 5; M metadata, E entries; "-" none. */
  private static Subscription read(String text) {
    if (text.equals("-")) {
      return null;
    }
    Wanted wanted =
        switch (text.charAt(0)) {
          case 'D' -> Wanted.DOCUMENTS;
          case 'M' -> Wanted.METADATA;
          default -> Wanted.ENTRIES;
        };
    long lease = NOW + Long.parseLong(text.substring(1));
    return subscription(FEED, "edge", Instant.ofEpochMilli(lease), wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "-, D+5, SEND",
    "-, M+5, SEND",
    "-, E+5, NOTHING",
    "-, D-5, NOTHING",
    "-, D+0, NOTHING",
    "-, -, NOTHING",
    "D+5, D+9, NOTHING",
    "D+9, D+5, NOTHING",
    "D-5, D+5, SEND",
    "D+5, M+5, SEND",
    "M+5, D+5, SEND",
    "M+5, M+9, NOTHING",
    "D+5, E+5, WITHDRAW",
    "D+5, D-5, WITHDRAW",
    "D+5, -, WITHDRAW",
    "D-5, -, WITHDRAW",
    "E+5, -, NOTHING",
    "E+5, D+5, SEND",
  })
  void aChangeOfASubscription(String before, String after, FanOutRule.Step expected) {
    assertThat(FanOutRule.changed(read(before), read(after), NOW)).isEqualTo(expected);
  }

  @Test
  void whoeverWantsBothGetsTheWholeDocumentWhateverItsQuery() {
    Instant lease = Instant.ofEpochMilli(NOW + 5);
    Subscription both = subscription(FEED, "edge", lease, Wanted.METADATA, Wanted.DOCUMENTS);
    Subscription query = Subscription.newBuilder(both).setQuery("kafka").build();
    Subscription unknown = subscription(FEED, "edge", lease, Wanted.UNKNOWN);

    assertThat(FanOutRule.shape(both)).isEqualTo(Shape.WHOLE);
    assertThat(FanOutRule.shape(query)).isEqualTo(Shape.WHOLE);
    assertThat(FanOutRule.shape(unknown)).isEqualTo(Shape.NONE);
    assertThat(FanOutRule.wantsEntries(query)).isFalse();
  }

  @Test
  void metadataIsTheDocumentWithoutItsBody() {
    var document = document(FEED, 7, "text");
    var bare = FanOutRule.shaped(document, Shape.METADATA);

    assertThat(bare.getBody()).isNull();
    assertThat(bare.getVersion()).isEqualTo(7);
    assertThat(bare.getContentHash()).isEqualTo(document.getContentHash());
    assertThat(FanOutRule.shaped(document, Shape.WHOLE)).isSameAs(document);
    assertThat(document.getBody()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whoeverHasARunningLeaseHoldsTheCurrentVersionInItsShape(long seed) {
    Random random = new Random(seed);
    Subscription kept = null;
    Shape held = Shape.NONE;
    long heldVersion = 0;
    long version = 1;
    for (int i = 0, now = (int) NOW; i < 5_000; i++, now += random.nextInt(4)) {
      if (random.nextBoolean()) {
        String wants = random.nextInt(6) == 0 ? "-" : "DME".charAt(random.nextInt(3)) + "";
        Subscription after =
            wants.equals("-") ? null : read(wants + (now - NOW + random.nextInt(12) - 2));
        switch (FanOutRule.changed(kept, after, now)) {
          case SEND -> {
            held = FanOutRule.shape(after);
            heldVersion = version;
          }
          case WITHDRAW -> held = Shape.NONE;
          case NOTHING -> {}
        }
        kept = after;
      } else {
        version++;
        if (kept != null && FanOutRule.live(kept, now) && FanOutRule.shape(kept) != Shape.NONE) {
          heldVersion = version;
        }
      }
      if (kept != null && FanOutRule.live(kept, now)) {
        assertThat(held).as("seed %s step %s", seed, i).isEqualTo(FanOutRule.shape(kept));
        assertThat(held == Shape.NONE || heldVersion == version).isTrue();
      }
    }
  }
}
