package io.feedmesh.consumers.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.spool.SpooledBody;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeltasTest {
  private static final FeedUrl URL = FeedUrl.parse("https://example.org/feed");

  private final Deltas deltas = new Deltas(1 << 20);

  private static SpooledBody version(FeedUrl url, int items) {
    StringBuilder text = new StringBuilder("<rss><channel>");
    for (int i = items; i > Math.max(0, items - 10); i--) {
      text.append("<item>").append(i).append("</item>");
    }
    byte[] document = text.append("</channel></rss>").toString().getBytes(StandardCharsets.UTF_8);
    SpooledFeed feed =
        new SpooledFeed(
            url,
            items,
            "t",
            SpooledFeed.hex(Bodies.hash(document)),
            "\"o" + items + "\"",
            null,
            0,
            document.length,
            0,
            0);
    return new SpooledBody(feed, Bodies.gzip(document));
  }

  private Optional<String> lacking(int current, int read) throws IOException {
    return deltas
        .lacking(version(URL, current), (hash, etag) -> ("\"o" + read + "\"").equals(etag))
        .map(delta -> StandardCharsets.UTF_8.decode(delta.document().slice()).toString());
  }

  @Test
  void knowsTheVersionsThatWereHandedOut() throws Exception {
    assertThat(lacking(3, 2)).isEmpty(); // nobody was given 2
    assertThat(lacking(5, 3))
        .contains("<rss><channel><item>5</item><item>4</item></channel></rss>");
    assertThat(lacking(6, 5)).contains("<rss><channel><item>6</item></channel></rss>");
    assertThat(lacking(6, 4)).isEmpty();
  }

  @Test
  void hasTheSameAsGzip() throws Exception {
    lacking(1, 0);
    Delta delta = deltas.lacking(version(URL, 2), (hash, etag) -> true).orElseThrow();

    assertThat(Bodies.gunzip(delta.gzip(), 1000)).isEqualTo(Bodies.bytes(delta.document()));
  }

  @Test
  void whoHasTheCurrentVersionLacksNothing() throws Exception {
    lacking(1, 0);

    assertThat(lacking(1, 1)).isEmpty();
  }

  @Test
  void whereNothingIsLeftOfAReadersVersionItGetsAll() throws Exception {
    lacking(1, 0);

    assertThat(lacking(30, 1)).isEmpty();
  }

  @Test
  void theOldestOfManyVersionsIsForgotten() throws Exception {
    for (int i = 1; i <= 17; i++) {
      lacking(i, 0);
    }
    assertThat(lacking(9, 8)).isPresent();
    assertThat(lacking(2, 1)).isEmpty();
  }

  @Test
  void otherFeedsVersionsAreNothingToIt() throws Exception {
    lacking(1, 0);

    assertThat(deltas.lacking(version(FeedUrl.parse("https://other.example/"), 2), (h, e) -> true))
        .isEmpty();
  }

  @Test
  void memoryIsBounded() throws Exception {
    Deltas small = new Deltas(2_000);
    for (int i = 1; i < 100; i++) {
      small.lacking(version(FeedUrl.parse("https://example.org/" + i), 2), (h, e) -> true);
    }
    int remembered = 0;
    for (int i = 1; i < 100; i++) {
      FeedUrl url = FeedUrl.parse("https://example.org/" + i);
      remembered += small.lacking(version(url, 3), (h, e) -> true).isPresent() ? 1 : 0;
    }
    assertThat(remembered).isBetween(1, 10);
  }
}
