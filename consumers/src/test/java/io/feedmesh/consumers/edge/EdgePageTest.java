package io.feedmesh.consumers.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.live.ChangesHandler;
import io.feedmesh.consumers.live.LiveChanges;
import io.feedmesh.consumers.live.LiveConfig;
import io.feedmesh.consumers.page.FeedRow;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgePageTest {
  @TempDir Path folder;

  @Test
  void listsTheFeedsOfTheSpoolTheOneThatChangedLastFirst() throws IOException {
    var registry = new SimpleMeterRegistry();
    try (Spool spool =
            Spool.open(new SpoolConfig(folder, 1 << 20, false, 0, Long.MAX_VALUE), registry);
        LiveChanges live =
            new LiveChanges(
                KafkaSettings.of("127.0.0.1:1"), LiveConfig.of("edge"), registry, new Health());
        ChangesHandler streams = new ChangesHandler(live, registry, feed -> {})) {
      for (int i = 0; i < 20; i++) {
        put(spool, "https://host" + i + ".example/Feed", 1_000 + (i * 7) % 20);
      }
      EdgePage page = new EdgePage("edge", spool, () -> 20, live, streams);

      assertThat(page.latest(3, ""))
          .extracting(FeedRow::changedAt)
          .containsExactly(
              Instant.ofEpochMilli(1_019),
              Instant.ofEpochMilli(1_018),
              Instant.ofEpochMilli(1_017));
      assertThat(page.latest(200, "")).hasSize(20);
      assertThat(page.latest(200, "HOST1.example/f"))
          .extracting(FeedRow::url)
          .containsExactly("https://host1.example/Feed");
      assertThat(page.latest(200, "nowhere")).isEmpty();
      spool.cool(FeedUrl.parse("https://host7.example/Feed"));
      assertThat(page.cold()).isEqualTo(1);
      assertThat(page.latest(200, "")).hasSize(19).noneMatch(FeedRow::cold);
      assertThat(page.latest(200, "host7.")).singleElement().matches(FeedRow::cold);
      assertThat(page.feeds()).isEqualTo(20);
      assertThat(page.bytes()).isPositive();
      assertThat(page.documents()).isEqualTo(20);
      assertThat(page.clients()).isZero();
    }
  }

  private static void put(Spool spool, String url, long acceptedAt) throws IOException {
    byte[] document = ("<rss>" + url + "</rss>").getBytes(StandardCharsets.UTF_8);
    SpooledFeed feed =
        new SpooledFeed(
            FeedUrl.parse(url),
            1,
            "topic",
            SpooledFeed.hex(Bodies.hash(document)),
            null,
            null,
            acceptedAt,
            document.length,
            acceptedAt,
            acceptedAt);
    assertThat(spool.put(feed, Bodies.gzip(document))).isEqualTo(Spool.Outcome.WRITTEN);
  }
}
