package io.feedmesh.producers.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushTokenTest {
  private static final PushKeys KEYS = PushKeys.of("a key for tests, long enough");
  private static final Instant EXPIRES = Instant.parse("2030-01-01T00:00:00Z");

  @Test
  void whatIsSignedIsReadByWhoeverHasTheKeyAndNobodyElse() {
    PushToken token = new PushToken("agg-1", Set.of("B.example", "*.c.example"), EXPIRES);

    String signed = token.signed(KEYS);

    assertThat(PushToken.read(signed, KEYS)).contains(token);
    assertThat(PushToken.read(signed, PushKeys.of("another key of enough length"))).isEmpty();
  }

  @Test
  void noCharacterOfATokenCanBeChanged() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    PushToken token = new PushToken("agg", Set.of("b.example"), EXPIRES);
    String signed = token.signed(KEYS);
    for (int i = 0; i < 5000; i++) {
      StringBuilder changed = new StringBuilder(signed);
      int at = random.nextInt(signed.length());
      changed.setCharAt(at, (char) (33 + random.nextInt(94)));
      // the last character of each part holds bits that mean nothing
      assertThat(PushToken.read(changed.toString(), KEYS))
          .as("seed %d, %s", seed, changed)
          .satisfiesAnyOf(
              read -> assertThat(read).isEmpty(), read -> assertThat(read).contains(token));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fm1", "fm1..", "fm1.a.b", "fm1.%%.b", "fm2.YQ.YQ", "a.b.c.d"})
  void whatIsNoTokenIsNotRead(String text) {
    assertThat(PushToken.read(text, KEYS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "b.example,https://b.example/f,true",
    "b.example,https://b.example:8443/f,true",
    "b.example,https://a.b.example/f,false",
    "b.example,https://ab.example/f,false",
    "*.b.example,https://a.b.example/f,true",
    "*.b.example,https://z.a.b.example/f,true",
    "*.b.example,https://b.example/f,false",
    "*.b.example,https://ab.example/f,false",
    "*,https://any.example/f,true"
  })
  void aTokenIsTrustedForItsHosts(String host, String feed, boolean trusted) {
    PushToken token = new PushToken("agg", Set.of(host), EXPIRES);

    assertThat(token.trusts(FeedUrl.parse(feed))).isEqualTo(trusted);
  }

  @Test
  void nonsenseIsNamed() {
    assertThatThrownBy(() -> new PushToken("a\nb", Set.of("*"), EXPIRES))
        .hasMessageContaining("client");
    assertThatThrownBy(() -> new PushToken("a", Set.of(), EXPIRES)).hasMessageContaining("hosts");
    assertThatThrownBy(() -> new PushToken("a", Set.of("http://b.example/"), EXPIRES))
        .hasMessageContaining("http://b.example/");
  }
}
